import { describe, expect, test } from 'vitest';
import type { ConflictView, ConflictWay } from '#lib/messages/past.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { ConflictCode, ConflictRow } from '#lib/protocol/rows.ts';
import { deviceContext } from '#lib/book/context.ts';
import { openReplica, type Replica } from '#lib/book/replica.ts';
import type { Seat } from '#lib/book/who-is.ts';
import type { Role } from '#lib/model/role.ts';
import { settleConflict } from '#lib/book/settle-conflict.ts';
import { viewConflicts } from '#lib/book/view-conflicts.ts';
import { viewContact } from '#lib/book/view-contact.ts';
import { applyPage } from '#lib/store/apply-page.ts';
import { getMeta } from '#lib/store/meta.ts';
import { unsentChanges } from '#lib/store/read-unsent.ts';
import { setUser } from '#lib/store/workspace.ts';
import { AT, contactRow, create, email, page, senderRow, uuid } from '../store/rows.ts';
import { problem } from './open-book.ts';

const context = deviceContext(async () => null);
const [THEIRS, MINE, NOTE, CONFLICT] = [uuid(1), uuid(2), uuid(3), uuid(4)];
let made = 0;

type Kept = { name: string; args: unknown; followed?: NewChange[] };

/** A team's replica into which the server has sent its contact of somebody else's, and one refused change of mine. */
async function refused(code: ConflictCode, change: Kept, other: Partial<ConflictRow['other']> = {}) {
  const replica = await openReplica(`settle-${(made += 1)}`);
  await setUser(replica.db, 'me');
  const nobody = { contactId: null, contactName: null, userName: null, at: null };
  const row: ConflictRow = {
    id: CONFLICT,
    code,
    change,
    other: {
      ...nobody,
      ...other,
    },
    createdAt: AT,
    resolved: false,
    version: 3,
    deleted: false,
  };
  const { id: clientId } = await getMeta(replica.db, 'client');
  const rows = {
    contact: [contactRow(THEIRS, 'Jan Kowalski', 1)],
    sender: [senderRow(THEIRS, 'jan@theirs.example', 2)],
    conflict: [row],
  };
  await applyPage(replica.db, { clientId, cursor: null }, page(3, rows), AT);
  return replica;
}

const note: NewChange = {
  name: 'record.put',
  args: {
    kind: 'note',
    id: NOTE,
    contactId: MINE,
    set: { text: { value: 'Called twice', origin: 'typed' } },
    base: {},
  },
};
const attach: NewChange = {
  name: 'sender.attach',
  args: { contactId: MINE, sender: email('jan@more.example') },
};
const created = (followed?: NewChange[]): Kept => ({
  ...create(MINE, 'Jan Kowalski', [email('jan@mine.example')]),
  ...(followed && { followed }),
});

/** Whoever works alone, or as a member with a role. */
const seat = (replica: Replica, role?: Role): Seat => ({
  replica,
  membership: role
    ? {
        serverUrl: 'https://carnet.lampka.example',
        user: { id: 'me', name: 'Anna', email: 'anna@lampka.example' },
        workspace: { id: 'w', name: 'Lampka', role, adopting: false },
        others: [],
      }
    : null,
});

const only = async (replica: Replica): Promise<ConflictView> => {
  const [one, ...more] = await viewConflicts(seat(replica));
  if (!one || more.length > 0) throw new Error('there is one conflict');
  return one;
};
const settle = (replica: Replica, way: ConflictWay) => settleConflict(seat(replica), context, CONFLICT, way);
const texts = async (replica: Replica, id: string) =>
  (await viewContact({ replica, membership: null }, id))?.notes.map(({ text }) => text);
const sent = async (replica: Replica) =>
  ((await unsentChanges(replica.db)) as { name: string }[]).map(({ name }) => name);

describe('what followed a refused create', () => {
  test('X1: goes to the contact that the create is given to, senders and notes alike', async () => {
    const replica = await refused('name_taken', created([attach, note]), { contactId: THEIRS });
    expect((await only(replica)).kept).toContainEqual({ label: 'note', value: 'Called twice' });
    await settle(replica, { do: 'attach' });
    const contact = await viewContact({ replica, membership: null }, THEIRS);
    expect(contact?.senders.map(({ value }) => value).toSorted()).toEqual([
      'jan@mine.example',
      'jan@more.example',
      'jan@theirs.example',
    ]);
    expect(await texts(replica, THEIRS)).toEqual(['Called twice']);
    expect(await viewConflicts(seat(replica))).toEqual([]);
  });

  test('X1: goes with the create under its other name', async () => {
    const replica = await refused('name_taken', created([attach, note]), { contactId: THEIRS });
    await settle(replica, { do: 'rename', name: 'Jan Kowalski (Kraków)' });
    const contact = await viewContact({ replica, membership: null }, MINE);
    expect(contact).toMatchObject({ name: 'Jan Kowalski (Kraków)' });
    expect(contact?.senders).toHaveLength(2);
    expect(await texts(replica, MINE)).toEqual(['Called twice']);
  });

  test('law 5: goes with the create when it is tried once more', async () => {
    const change = { ...create(MINE, 'Ola Maj', [email('ola@mine.example')]), followed: [attach, note] };
    const replica = await refused('role', change);
    await settle(replica, { do: 'retry' });
    expect(await sent(replica)).toEqual([
      'contact.create',
      'sender.attach',
      'record.put',
      'conflict.resolve',
    ]);
    expect(await texts(replica, MINE)).toEqual(['Called twice']);
  });

  test.each(['deleted', 'not_found', 'id_exists'] as const)(
    'law 5: goes to the new contact where the old one is %s',
    async (code) => {
      const change = { ...create(MINE, 'Ola Maj', [email('ola@mine.example')]), followed: [attach, note] };
      const replica = await refused(code, change);
      expect((await only(replica)).ways).toEqual([{ do: 'rename', name: 'Ola Maj' }, { do: 'discard' }]);
      await settle(replica, { do: 'rename', name: 'Ola Maj' });
      const [row] = await replica.db.contacts.where('nameKey').equals('ola maj').toArray();
      expect(row?.id).not.toBe(MINE);
      const contact = await viewContact({ replica, membership: null }, row?.id ?? '');
      expect(contact?.senders.map(({ value }) => value).toSorted()).toEqual([
        'jan@more.example',
        'ola@mine.example',
      ]);
      expect(await texts(replica, row?.id ?? '')).toEqual(['Called twice']);
    },
  );
});

describe('an edit of a contact that is gone', () => {
  const city = { value: 'Kraków', origin: 'typed' as const };
  const patch = { name: 'contact.patch', args: { id: MINE, name: 'Ola Maj', set: { city }, base: {} } };

  test.each(['deleted', 'not_found'] as const)(
    'law 5: %s: what was typed becomes a new contact',
    async (code) => {
      const replica = await refused(code, patch);
      expect((await only(replica)).kept).toContainEqual({ label: 'city', value: 'Kraków' });
      await settle(replica, { do: 'rename', name: 'Ola Maj' });
      const [row] = await replica.db.contacts.where('nameKey').equals('ola maj').toArray();
      expect(row?.id).not.toBe(MINE);
      expect(row?.fields).toEqual({ city });
    },
  );

  test('law 5: can be thrown away by its author, and by nobody else', async () => {
    const replica = await refused('deleted', patch);
    await settle(replica, { do: 'discard' });
    expect(await sent(replica)).toEqual(['conflict.resolve']);
    expect(await viewConflicts(seat(replica))).toEqual([]);
  });
});

describe('a change that was invalid, or not permitted', () => {
  const city = { value: 'Kraków', origin: 'typed' as const };
  const patch = { name: 'contact.patch', args: { id: THEIRS, set: { city }, base: {} } };

  test.each(['invalid', 'role'] as const)('law 5: %s: can be tried once more as it is', async (code) => {
    const replica = await refused(code, patch);
    expect((await only(replica)).ways).toEqual([{ do: 'retry' }, { do: 'discard' }]);
    await settle(replica, { do: 'retry' });
    expect((await viewContact({ replica, membership: null }, THEIRS))?.fields).toEqual({ city });
    expect(await sent(replica)).toEqual(['contact.patch', 'conflict.resolve']);
  });

  test('law 5: what a newer version wrote can only be put away, and is not lost before', async () => {
    const replica = await refused('invalid', { name: 'contact.teleport', args: { to: 'Mars' } });
    expect((await only(replica)).ways).toEqual([{ do: 'discard' }]);
    expect(await problem(settle(replica, { do: 'retry' }))).toMatchObject({ reason: 'bad_message' });
    expect(await viewConflicts(seat(replica))).toHaveLength(1);
  });

  test('law 5: where the way is refused in turn, the conflict stays with all it keeps', async () => {
    const replica = await refused('name_taken', created([note]), { contactId: THEIRS });
    await expect(settle(replica, { do: 'rename', name: 'JAN kowalski' })).rejects.toThrow(/./u);
    expect((await only(replica)).kept).toContainEqual({ label: 'note', value: 'Called twice' });
    expect(await sent(replica)).toEqual([]);
  });
});

describe('E32: whose a note is', () => {
  test('is told by who wrote it, not by a name that two may share', async () => {
    const replica = await refused('invalid', { name: 'x', args: {} });
    const stamps = { createdAt: AT, updatedAt: AT, deleted: false, version: 4 };
    const wrote = (id: string, by: string) => ({
      kind: 'note',
      id,
      contactId: THEIRS,
      fields: {},
      createdBy: by,
      updatedBy: by,
      ...stamps,
    });
    const member = (userId: string) => ({
      userId,
      name: 'Anna Nowak',
      email: `${userId}@x.example`,
      role: 'agent',
      version: 4,
      deleted: false,
    });
    const rows = {
      record: [wrote(uuid(5), 'me'), wrote(uuid(6), 'namesake')],
      member: [member('me'), member('namesake')],
    };
    const { id: clientId } = await getMeta(replica.db, 'client');
    await applyPage(replica.db, { clientId, cursor: { v: 3, epoch: 'e' } }, page(4, rows), AT);
    const notes = (await viewContact({ replica, membership: null }, THEIRS))?.notes ?? [];
    expect(Object.fromEntries(notes.map(({ id, author, mine }) => [id, [author, mine]]))).toEqual({
      [uuid(5)]: ['Anna Nowak', true],
      [uuid(6)]: ['Anna Nowak', false],
    });
  });
});
