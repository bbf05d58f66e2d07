import type { CompiledQuery, Kysely } from 'kysely';
import { vi } from 'vitest';
import type { Tables } from '#server/db/schema.ts';

type Ask = (query: CompiledQuery) => unknown;

/** What the transaction of a push begins and ends with; nothing else of the server's does. */
const FIRST = /^update "workspace_sync" set "version" = version \+ 1 /u;
const LAST = /^insert into "sync_client" /u;
/** Asked by the worker that tells other software, whenever it likes: of this workspace and of all others. */
const MEANWHILE = /"(?:webhook|delivery)"/u;

/**
 * How many questions the transaction of the last push during `work` asked the database. What the server asks outside of
 * it, by its clock or at the door, is none of the push's; nor is a try that lost a race and was made again.
 */
export async function countQuestions(db: Kysely<Tables>, work: () => Promise<unknown>): Promise<number> {
  const outside: unknown = db.getExecutor();
  const asked = vi.spyOn(Object.getPrototypeOf(outside) as { executeQuery: Ask }, 'executeQuery');
  try {
    await work();
    const inside = asked.mock.calls.flatMap(([{ sql }], at) =>
      asked.mock.contexts[at] === outside || MEANWHILE.test(sql) ? [] : [sql],
    );
    const last = inside.findLastIndex((sql) => LAST.test(sql));
    const first = inside.slice(0, last).findLastIndex((sql) => FIRST.test(sql));
    if (first < 0) throw new Error('nothing was pushed');
    return last - first + 1;
  } finally {
    asked.mockRestore();
  }
}
