import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CASES, deskPage } from '#tests/unit/teach/desk.ts';

/** The invented help desk that no recipe knows, on a port of its own. */
export class Desk {
  readonly url: string;
  readonly #server: Server;
  /** What the application does to its pages with a release: nothing, other classes, another page altogether. */
  release: (html: string) => string = (html) => html;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', ({ url = '' }, response) => {
      const found = CASES.find(({ id }) => url === `/cases/${id}`);
      const list = `<h1>Sprawy</h1>${CASES.map(({ id, title }) => `<p><a href="/cases/${id}">${title}</a></p>`).join('')}`;
      response.setHeader('content-type', 'text/html; charset=utf-8');
      const framed = /^\/framed\/(?<id>\d+)$/u.exec(url)?.groups?.['id'];
      if (framed)
        return response.end(
          `<!doctype html><title>Sprawy</title><iframe src="/cases/${framed}" width="900" height="500"></iframe>`,
        );
      return response.end(
        found ? this.release(deskPage(found)) : `<!doctype html><title>Sprawy</title><main>${list}</main>`,
      );
    });
  }

  static async open(): Promise<Desk> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return new Desk(server);
  }

  get host(): string {
    return new URL(this.url).host;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
