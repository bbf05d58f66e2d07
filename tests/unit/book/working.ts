import { afterEach, beforeEach, vi } from 'vitest';
import type { BookCore } from '#lib/book/book.ts';
import type { JobView, JobWork } from '#lib/messages/jobs.ts';
import type { Filter } from '#lib/model/filter.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import { applyChanges } from '#lib/store/apply-changes.ts';
import { LOCAL_WORKSPACE } from '#lib/store/db.ts';
import { recordById } from '#lib/store/read-contacts.ts';
import { openWorkspace } from '#lib/store/workspace.ts';
import { noNetwork, openBook } from './open-book.ts';

// Ten seconds pass when a test says so, and by the clock of the book only.
export const sleepers: (() => void)[] = [];
export function ownClock(): void {
  beforeEach(() => {
    sleepers.length = 0;
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => vi.useRealTimers());
}
const sleep = (ms: number) =>
  ms < 1000 ? Promise.resolve() : new Promise<void>((resolve) => sleepers.push(resolve));
const network = { ...noNetwork, clock: { now: () => Date.now(), sleep } };
export const open = () => openBook({ network });
export const pass = (ms: number) => {
  vi.setSystemTime(Date.now() + ms);
  for (const wake of sleepers.splice(0)) wake();
};

/** Contacts «Person 0», «Person 1» ... of the local workspace, by id. */
export async function people(book: BookCore, count: number): Promise<string[]> {
  await book.status();
  const ids = Array.from({ length: count }, () => crypto.randomUUID());
  const changes = ids.map((id, i): NewChange => ({
    name: 'contact.create',
    args: { id, name: `Person ${i}`, fields: {}, senders: [] },
  }));
  const db = await openWorkspace(LOCAL_WORKSPACE);
  await applyChanges(db, changes, new Date().toISOString());
  db.close();
  return ids;
}

/** A job once it is over. @throws after four seconds */
export async function ended(book: BookCore, id: string): Promise<JobView> {
  for (let tries = 0; tries < 400; tries++) {
    const job = (await book.jobs()).find((one) => one.id === id);
    if (job?.endedAt) return job;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`not in time: ${JSON.stringify(await book.jobs())}`);
}

export const done = async (book: BookCore, work: JobWork, ids: string[]) =>
  ended(book, (await book.startJob(work, { ids })).id);
export const tagged = (id: string): Filter => ({
  groups: [[{ attribute: 'tags', is: 'any-of', value: [id] }]],
});
export const has = (attribute: string): Filter => ({ groups: [[{ attribute, is: 'known', value: null }]] });

/** A ticket of a contact as the book keeps it. @returns its id */
export async function ticketOf(
  contactId: string,
  values: Record<string, string | string[]>,
): Promise<string> {
  const id = crypto.randomUUID();
  const set = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, { value, origin: 'typed' as const }]),
  );
  const db = await openWorkspace(LOCAL_WORKSPACE);
  const args = { kind: 'ticket', id, contactId, set, base: {} };
  await applyChanges(db, [{ name: 'record.put', args }], new Date().toISOString());
  db.close();
  return id;
}

/** What a ticket has under a field now. */
export async function ticketField(id: string, key: string): Promise<unknown> {
  const db = await openWorkspace(LOCAL_WORKSPACE);
  const row = await recordById(db, 'ticket', id);
  db.close();
  return row?.fields[key]?.value;
}
