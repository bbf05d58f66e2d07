import type { CompiledQuery, Kysely } from 'kysely';
import { vi } from 'vitest';
import type { Tables } from '#server/db/schema.ts';

type Ask = (query: CompiledQuery) => unknown;

/** What the transaction of a push begins and ends with; nothing else of the server's does. */
const FIRST = /^update "workspace_sync" set "version" = version \+ 1 /u;
const LAST = /^insert into "sync_client" /u;

/**
 * How many questions the transaction of the last push during `work` asked the database. What the server asks meanwhile,
 * by its clock, at the door or for other software, goes over other connections; a try that lost a race and was made
 * again is not counted.
 */
export async function countQuestions(db: Kysely<Tables>, work: () => Promise<unknown>): Promise<number> {
  const kind = await db
    .getExecutor()
    .provideConnection(async (one): Promise<unknown> => Object.getPrototypeOf(one));
  const asked = vi.spyOn(kind as { executeQuery: Ask }, 'executeQuery');
  try {
    await work();
    const queries = asked.mock.calls.map(([{ sql }], at) => ({ sql, over: asked.mock.contexts[at] }));
    const last = queries.findLastIndex(({ sql }) => LAST.test(sql));
    const push = queries.slice(0, last + 1).filter(({ over }) => over === queries[last]?.over);
    const first = push.findLastIndex(({ sql }) => FIRST.test(sql));
    if (first < 0) throw new Error('nothing was pushed');
    return push.length - first;
  } finally {
    asked.mockRestore();
  }
}
