import { createReadStream, existsSync } from 'node:fs';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

/** Where Debian keeps what SOGo's pages load: scripts, styles, icons. */
const FILES = '/usr/lib/GNUstep/SOGo/WebServerResources';
const AT = /^\/SOGo(?:\.woa)?\/WebServerResources\//u;
const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

/** The web server that stands before sogod: serves its files, and tells it where it is seen. */
export class SogoFront {
  readonly url: string;
  readonly #server: Server;
  readonly #origin: string;
  readonly #port: number;

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.#origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.url = `${this.#origin}/SOGo/`;
    this.#port = port;
  }

  /** @param port of sogod */
  static async open(port: number): Promise<SogoFront> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
    const front = new SogoFront(server, port);
    server.on('request', (asked: IncomingMessage, reply: ServerResponse) => {
      const path = new URL(asked.url ?? '/', front.#origin).pathname;
      if (AT.test(path)) serve(path.replace(AT, ''), reply);
      else front.#pass(asked, reply);
    });
    return front;
  }

  end(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #pass(asked: IncomingMessage, reply: ServerResponse): void {
    const { method = 'GET', url: path = '/', headers } = asked;
    const { host, port } = new URL(this.#origin);
    const seen = {
      host,
      'x-webobjects-server-port': port,
      'x-webobjects-server-name': '127.0.0.1',
      'x-webobjects-server-url': this.#origin,
      'x-webobjects-server-protocol': 'HTTP/1.0',
      'x-webobjects-remote-host': '127.0.0.1',
    };
    const passed = request({
      host: '127.0.0.1',
      port: this.#port,
      method,
      path,
      // A line that is kept holds one of sogod's few workers, for as long as nothing is asked over it, too.
      agent: false,
      headers: { ...headers, ...seen, connection: 'close' },
    });
    passed.on('response', (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(reply);
    });
    passed.on('error', () => reply.writeHead(502).end());
    asked.pipe(passed);
  }
}

function serve(name: string, reply: ServerResponse): void {
  const file = join(FILES, normalize(`/${decodeURIComponent(name)}`));
  if (!existsSync(file)) {
    reply.writeHead(404).end();
    return;
  }
  reply.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(reply);
}
