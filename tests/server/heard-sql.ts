import { refusalOf } from './portable-sql.ts';

/** The server's own, but for what hands statements on; what tests ask a database is theirs. */
const SERVER = /\/server\/(?!db\/(?:sqlite|postgres|transact)\.ts)/u;
const TESTS = /\/tests\//u;
/** Looks at which tables there are, settings of the embedded database, and what drivers say by themselves. */
const ASIDE =
  /^\s*(?:pragma|begin|start transaction|commit|rollback|savepoint|release)\b|sqlite_master|pragma_table|information_schema|pg_catalog|pg_class/iu;

/** Every statement that the server asks in this process, and why one would be refused elsewhere. */
class HeardSql {
  readonly #known = new Set<string>();
  readonly #refused = new Map<string, string>();

  add(text: string): void {
    if (this.#known.has(text) || ASIDE.test(text) || isOfTests()) return;
    this.#known.add(text);
    const why = refusalOf(text);
    if (why !== null) this.#refused.set(text, why);
  }

  /** Statements with their reasons, each told once. */
  refused(): string[] {
    const lines = [...this.#refused].map(([text, why]) => `${why}: ${text.slice(0, 300)}`);
    this.#refused.clear();
    return lines;
  }

  get count(): number {
    return this.#known.size;
  }
}

/** Whether the nearest caller is a test, and not the server. */
function isOfTests(): boolean {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 60;
  const lines = (new Error().stack ?? '').split('\n').slice(3);
  Error.stackTraceLimit = limit;
  const nearest = lines.find(
    (line) =>
      !line.includes('node_modules') &&
      (TESTS.test(line) ? !line.includes('setup-server') : SERVER.test(line)),
  );
  return nearest !== undefined && TESTS.test(nearest);
}

export const heard = new HeardSql();
