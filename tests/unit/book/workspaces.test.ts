import { expect, test } from 'vitest';
import { unsentChanges } from '#lib/store/read-unsent.ts';
import { openWorkspace } from '#lib/store/workspace.ts';
import type { SavedConnection } from '#lib/book/shelf.ts';
import { draft, memoryShelf, noNetwork, openBook } from './open-book.ts';

const one = { id: 'w1', name: 'Lampka', role: 'agent', adopting: false } as const;
const two = { id: 'w2', name: 'Krzesło', role: 'owner', adopting: false } as const;
const inTeam = (): SavedConnection => ({
  state: 'connected',
  membership: {
    serverUrl: 'https://team.example',
    user: { id: 'u1', name: 'Ada', email: 'ada@team.example' },
    workspace: one,
    others: [two],
  },
});

/** A book in a team whose server answers `/v1/session` with these workspaces, and nothing else. */
async function bookIn(said: { id: string; name: string; role: string }[] = []) {
  for (const id of ['w1', 'w2', 'w3']) await (await openWorkspace(id)).delete();
  const { shelf } = memoryShelf(inTeam());
  await shelf.keepToken('token');
  const fetch = async (input: RequestInfo | URL) => {
    if (new URL(new Request(input).url).pathname !== '/v1/session' || said.length === 0)
      throw new TypeError('Failed to fetch');
    return Response.json({ user: { id: 'u1', name: 'Ada', email: 'ada@team.example' }, workspaces: said });
  };
  return { book: openBook({ shelf, network: { ...noNetwork, fetch } }), shelf };
}
const names = async (book: Awaited<ReturnType<typeof bookIn>>['book']) =>
  (await book.list({ text: '', sort: 'newest', offset: 0, limit: 10 })).rows.map(({ name }) => name);

test('E3: each workspace has its own contacts; what waits in the other is counted and stays', async () => {
  const { book } = await bookIn();
  await book.addContact(draft({ name: 'Jan' }));
  await book.switchWorkspace('w2');
  expect((await book.status()).workspace).toEqual({ name: 'Krzesło', role: 'owner', others: 1 });
  expect(await names(book)).toEqual([]);
  await book.addContact(draft({ name: 'Ola' }));
  expect(await book.workspaces()).toEqual([
    { id: 'w2', name: 'Krzesło', isCurrent: true, unsent: 1 },
    { id: 'w1', name: 'Lampka', isCurrent: false, unsent: 1 },
  ]);
  await book.switchWorkspace('w1');
  expect(await names(book)).toEqual(['Jan']);
});

test('E3: a workspace that is not one’s own is refused, and nothing changes', async () => {
  const { book } = await bookIn();
  await expect(book.switchWorkspace('w9')).rejects.toMatchObject({ problem: { reason: 'not_a_member' } });
  expect((await book.status()).workspace?.name).toBe('Lampka');
});

test('E3: who was invited elsewhere, or given another role, learns it when they look', async () => {
  const { book } = await bookIn([
    one,
    { ...two, name: 'Krzesło i stół' },
    { id: 'w3', name: 'Nowa', role: 'agent' },
  ]);
  await book.workspaces();
  await expect
    .poll(async () => (await book.workspaces()).map(({ name }) => name))
    .toEqual(['Krzesło i stół', 'Lampka', 'Nowa']);
  expect((await book.status()).workspace?.others).toBe(2);
});

test('signing out counts, exports and wipes what waits in every workspace', async () => {
  const { book, shelf } = await bookIn();
  await book.addContact(draft({ name: 'Jan' }));
  await book.switchWorkspace('w2');
  expect(await book.unsentChanges()).toMatchObject([{ workspace: 'Lampka', name: 'contact.create' }]);
  await expect(book.disconnect({ discard: false })).rejects.toMatchObject({
    problem: { reason: 'unsent_changes' },
  });
  await book.disconnect({ discard: true });
  expect(await shelf.read()).toEqual({ state: 'alone' });
  const left = await openWorkspace('w1');
  expect(await unsentChanges(left)).toEqual([]);
  left.close();
});

test('Z: a workspace that is left behind is wiped, and the next comes into use', async () => {
  const { book } = await bookIn();
  await book.addContact(draft({ name: 'Jan' }));
  await expect(book.leaveWorkspace({ discard: false })).rejects.toMatchObject({
    problem: { reason: 'unsent_changes' },
  });
  await book.leaveWorkspace({ discard: true });
  expect((await book.status()).workspace).toEqual({ name: 'Krzesło', role: 'owner', others: 0 });
  const left = await openWorkspace('w1');
  expect(await left.contacts.count()).toBe(0);
  left.close();
});
