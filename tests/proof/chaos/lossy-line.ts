import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from './random.ts';

type Answer = { status: number; headers: IncomingMessage['headers']; body: Buffer };
const ODDS = {
  'as it should': 52,
  'lost request': 12,
  'lost reply': 14,
  'sent twice': 8,
  'sent again later': 5,
  late: 5,
  'cut short': 3,
  "a proxy's error page": 1,
} as const;
type Fate = keyof typeof ODDS;

/** One client's way to the server: it loses, doubles, delays and cuts short what passes, until it is told to be good. */
export class LossyLine {
  readonly url: string;
  readonly counts = new Map<Fate, number>();
  isGood = false;
  readonly #server: Server;
  readonly #to: URL;
  readonly #random: Random;

  private constructor(server: Server, to: string, random: Random) {
    this.#server = server;
    this.#to = new URL(to);
    this.#random = random;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async open(to: string, random: Random): Promise<LossyLine> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
    const line = new LossyLine(server, to, random);
    server.on('request', (asked: IncomingMessage, reply: ServerResponse) => void line.#pass(asked, reply));
    return line;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #pass(asked: IncomingMessage, reply: ServerResponse): Promise<void> {
    try {
      const body = await read(asked);
      const fate = this.isGood ? 'as it should' : this.#random.weighted(ODDS);
      this.counts.set(fate, (this.counts.get(fate) ?? 0) + 1);
      await this.#meet(fate, asked, reply, body);
    } catch {
      // The server is gone, or the client is: to the client the line is dead.
      reply.destroy();
    }
  }

  async #meet(fate: Fate, asked: IncomingMessage, reply: ServerResponse, body: Buffer): Promise<void> {
    if (fate === 'lost request') return void reply.destroy();
    if (fate === "a proxy's error page") {
      reply.writeHead(502, { 'content-type': 'text/html' });
      return void reply.end('<h1>Bad gateway</h1>');
    }
    if (fate === 'late') await sleep(this.#random.between(20, 400));
    const first = this.#send(asked, body);
    const answer = fate === 'sent twice' ? await this.#twice(first, asked, body) : await first;
    if (fate === 'sent again later') this.#later(asked, body);
    if (fate === 'lost reply') return void reply.destroy();
    reply.writeHead(answer.status, answer.headers);
    if (fate !== 'cut short') return void reply.end(answer.body);
    reply.write(answer.body.subarray(0, answer.body.length / 2));
    setTimeout(() => reply.destroy(), 5);
  }

  /** Both at once; the client hears either. */
  async #twice(first: Promise<Answer>, asked: IncomingMessage, body: Buffer): Promise<Answer> {
    const both = await Promise.all([first, this.#send(asked, body)]);
    return this.#random.pick(both) ?? both[0];
  }

  /** A copy that was under way elsewhere arrives when its client has long gone on. */
  #later(asked: IncomingMessage, body: Buffer): void {
    setTimeout(() => void this.#send(asked, body).catch(() => {}), this.#random.between(50, 1500));
  }

  async #send(asked: IncomingMessage, body: Buffer): Promise<Answer> {
    const headers = { ...endToEnd(asked.headers), host: this.#to.host, 'content-length': body.length };
    const options = { method: asked.method ?? 'GET', headers, agent: false };
    const answer = await new Promise<IncomingMessage>((done, fail) => {
      const sent = request(new URL(asked.url ?? '/', this.#to), options, done);
      sent.on('error', fail);
      sent.end(body);
    });
    const text = await read(answer);
    return { status: answer.statusCode ?? 502, headers: endToEnd(answer.headers), body: text };
  }
}

function endToEnd(headers: IncomingMessage['headers']): IncomingMessage['headers'] {
  const { 'transfer-encoding': _, connection: __, ...rest } = headers;
  return rest;
}

async function read(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
