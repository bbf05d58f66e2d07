import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { pipeline, type Duplex } from 'node:stream';

/**
 * The address that people know of a server that listens at another one, as behind a proxy. What replicas pull can be
 * held back here, so that a test sees the middle of a sync for as long as it likes; all else passes.
 */
export class Gate {
  readonly url: string;
  readonly #server: Server;
  readonly #port: number;
  #pulls = Number.POSITIVE_INFINITY;
  readonly #waiting: (() => void)[] = [];

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.#port = port;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** @param port of this machine, where the server listens or will */
  static async open(port: number): Promise<Gate> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
    const gate = new Gate(server, port);
    server.on('request', (asked: IncomingMessage, reply: ServerResponse) => void gate.#pass(asked, reply));
    server.on('upgrade', (asked: IncomingMessage, socket: Duplex) => gate.#join(asked, socket));
    return gate;
  }

  /** So many pulls pass from now on; those after them wait. */
  holdPullsAfter(pulls: number): void {
    this.#pulls = pulls;
  }

  /** Lets pass what waits, and all that comes. */
  letPass(): void {
    this.#pulls = Number.POSITIVE_INFINITY;
    for (const go of this.#waiting.splice(0)) go();
  }

  end(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #pass(asked: IncomingMessage, reply: ServerResponse): Promise<void> {
    if (asked.url?.endsWith('/pull')) await this.#turn();
    // Whoever asked may have given up meanwhile, here and below.
    if (reply.destroyed) return;
    const { method = 'GET', headers, url: path = '/' } = asked;
    const sent = request({ host: '127.0.0.1', port: this.#port, method, path, headers, agent: false });
    sent.on('response', (answer) => {
      if (reply.destroyed) {
        answer.destroy();
        return;
      }
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      pipeline(answer, reply, () => undefined);
    });
    pipeline(asked, sent, (error) => error && reply.destroy());
    sent.on('error', () => reply.destroy());
  }

  async #turn(): Promise<void> {
    this.#pulls -= 1;
    if (this.#pulls < 0) await new Promise<void>((go) => this.#waiting.push(go));
  }

  /** A WebSocket's bytes are nobody's business here. */
  #join(asked: IncomingMessage, socket: Duplex): void {
    const to = connect(this.#port, '127.0.0.1');
    const { rawHeaders } = asked;
    const lines = rawHeaders.flatMap((name, i) => (i % 2 === 0 ? [`${name}: ${rawHeaders[i + 1]}`] : []));
    to.write([`GET ${asked.url} HTTP/1.1`, ...lines, '', ''].join('\r\n'));
    pipeline(socket, to, socket, () => undefined);
  }
}
