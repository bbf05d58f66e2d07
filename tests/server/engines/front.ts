import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** One address before several servers: each new connection goes to the next one, as a load balancer does it. */
export class Front {
  readonly url: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #ports: number[] = [];
  #turn = 0;

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async open(): Promise<Front> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
    const front = new Front(server);
    server.on('connection', (socket) => front.#forward(socket));
    return front;
  }

  /** @param port of a server that takes part from now on */
  add(port: number): void {
    this.#ports.push(port);
  }

  /** @param port of a server that takes part no more */
  remove(port: number): void {
    this.#ports.splice(this.#ports.indexOf(port), 1);
  }

  #forward(socket: Socket): void {
    this.#turn += 1;
    const behind = connect(this.#ports[this.#turn % this.#ports.length] ?? 0, '127.0.0.1');
    for (const [one, other] of [
      [socket, behind],
      [behind, socket],
    ] as const) {
      this.#sockets.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
    }
  }

  async close(): Promise<void> {
    const closed = new Promise((done) => this.#server.close(done));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
