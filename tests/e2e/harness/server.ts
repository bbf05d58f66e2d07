import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Gate } from './gate.ts';
import { Command, freePort, ROOT } from './processes.ts';

/** A real team server in a process of its own, with data of its own. */
export class TeamServer {
  readonly url: string;
  /** Stands before it where a test has asked for one. */
  readonly gate: Gate | null;
  readonly #data: string;
  readonly #port: number;
  readonly #mail: string | undefined;
  #command: Command | null = null;

  private constructor(data: string, port: number, gate: Gate | null, mail?: string) {
    this.#data = data;
    this.#port = port;
    this.gate = gate;
    this.#mail = mail;
    this.url = gate?.url ?? `http://127.0.0.1:${port}`;
  }

  /** @param given `gated`: people reach it through a gate; `mail`: address of the mail server that it sends by */
  static async start({ gated = false, mail }: { gated?: boolean; mail?: string } = {}): Promise<TeamServer> {
    const port = await freePort();
    const gate = gated ? await Gate.open(port) : null;
    const server = new TeamServer(mkdtempSync(join(tmpdir(), 'carnet-server-')), port, gate, mail);
    await server.goOn();
    return server;
  }

  /** Starts it again, on the same port with the same data. */
  async goOn(): Promise<void> {
    this.#command = new Command(process.execPath, [join(ROOT, 'server/main.ts')], {
      CARNET_PORT: String(this.#port),
      CARNET_DATA: this.#data,
      CARNET_URL: this.gate?.url,
      CARNET_SMTP_URL: this.#mail,
      CARNET_MAIL_FROM: this.#mail && 'Knotek <biuro@knotek.example>',
    });
    await this.#command.says(/carnet ready url=/u);
  }

  /** The one-time link that the first start prints. */
  async ownerLink(): Promise<string> {
    const [, link = ''] = (await this.#command?.says(/carnet ready url=\S+ owner=(http\S+)/u)) ?? [];
    return link;
  }

  /** Ends the process, as a machine does that goes down: nobody is told. */
  async away(): Promise<void> {
    this.#command?.child.kill('SIGKILL');
    await this.#command?.ended;
  }

  /** Types one of the administrator's commands for this server's data: `backup FILE`, `restore FILE`. */
  async order(...args: string[]): Promise<void> {
    const order = new Command(
      process.execPath,
      [join(ROOT, 'server/main.ts'), ...args, '--data', this.#data],
      {},
    );
    const code = await order.ended;
    if (code !== 0) throw new Error(`${args.join(' ')}: ${order.output}`);
  }

  /** What the team's database holds now, read beside the running server. */
  rows<Row>(sql: string): Row[] {
    const database = new DatabaseSync(join(this.#data, 'carnet.sqlite'), { readOnly: true });
    try {
      return database.prepare(sql).all() as Row[];
    } finally {
      database.close();
    }
  }

  /** Changes the database behind the server's back: what no client may ask for. */
  change(sql: string): void {
    const database = new DatabaseSync(join(this.#data, 'carnet.sqlite'));
    database.exec(`PRAGMA busy_timeout = 5000; ${sql}`);
    database.close();
  }

  contactNames(): string[] {
    return this.rows<{ name: string }>('SELECT name FROM contact WHERE deleted = 0 ORDER BY name').map(
      ({ name }) => name,
    );
  }

  async end(): Promise<void> {
    await this.away();
    this.gate?.end();
    rmSync(this.#data, { recursive: true, force: true, maxRetries: 5 });
  }
}
