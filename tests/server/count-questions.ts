import type { Kysely } from 'kysely';
import { vi } from 'vitest';
import type { Tables } from '#server/db/schema.ts';

/**
 * How many questions transactions asked the database during `work`. What the server asks outside of any, by its clock
 * (webhooks, what has grown old), is none of the work's, and does not count.
 */
export async function countQuestions(db: Kysely<Tables>, work: () => Promise<unknown>): Promise<number> {
  const outside: unknown = db.getExecutor();
  const asked = vi.spyOn(Object.getPrototypeOf(outside) as { executeQuery: () => unknown }, 'executeQuery');
  try {
    await work();
    return asked.mock.contexts.filter((executor) => executor !== outside).length;
  } finally {
    asked.mockRestore();
  }
}
