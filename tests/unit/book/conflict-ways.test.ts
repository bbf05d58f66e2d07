import { describe, expect, test } from 'vitest';
import type { ConflictView, ConflictWay } from '#lib/messages/past.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { ConflictCode, ConflictRow, Rows } from '#lib/protocol/rows.ts';
import type { Role } from '#lib/model/role.ts';
import { deviceContext } from '#lib/book/context.ts';
import { openReplica } from '#lib/book/replica.ts';
import { settleConflict } from '#lib/book/settle-conflict.ts';
import { viewConflicts } from '#lib/book/view-conflicts.ts';
import type { Seat } from '#lib/book/who-is.ts';
import { applyPage } from '#lib/store/apply-page.ts';
import { getMeta } from '#lib/store/meta.ts';
import { unsentChanges } from '#lib/store/read-unsent.ts';
import { setUser } from '#lib/store/workspace.ts';
import { AT, contactRow, email, page, senderRow, uuid } from '../store/rows.ts';
import { problem } from './open-book.ts';

const [ANNA, JAN, OLA, MERGE, NOTE, CONFLICT] = [uuid(1), uuid(2), uuid(3), uuid(4), uuid(5), uuid(6)];
const context = deviceContext(async () => null);
const typed = (value: string) => ({ value, origin: 'typed' as const });
const stamps = { createdAt: AT, updatedAt: AT, deleted: false, version: 3 };
let made = 0;

/** Anna, Jan, and Ola whom a colleague has merged into Jan; a note of the colleague's. */
const book = (): Partial<Rows> => ({
  contact: [
    contactRow(ANNA, 'Anna Nowak', 1),
    contactRow(JAN, 'Jan Kowalski', 1),
    { ...contactRow(OLA, 'Ola Maj', 1), mergedInto: JAN },
  ],
  sender: [senderRow(ANNA, 'anna@lampka.example', 2)],
  record: [
    {
      kind: 'merge',
      id: MERGE,
      contactId: JAN,
      fields: {
        from: typed(OLA),
        into: typed(JAN),
        name: typed('Ola Maj'),
        nameBefore: typed('J. Kowalski'),
        nameAfter: typed('Jan Kowalski'),
      },
      createdBy: 'colleague',
      updatedBy: 'colleague',
      ...stamps,
    },
    {
      kind: 'note',
      id: NOTE,
      contactId: ANNA,
      fields: { text: typed('Theirs') },
      createdBy: 'colleague',
      updatedBy: 'colleague',
      ...stamps,
    },
  ],
});

type About = Partial<ConflictRow['other']>;

/** What somebody with a role sees of a change that the server refused. */
async function refused(
  code: ConflictCode,
  change: NewChange,
  about: About = {},
  role: Role = 'agent',
): Promise<{ seat: Seat; view: ConflictView }> {
  const replica = await openReplica(`ways-${(made += 1)}`);
  await setUser(replica.db, 'me');
  const other = { contactId: null, contactName: null, userName: null, at: null, ...about };
  const conflict = [{ id: CONFLICT, code, change, other, resolved: false, ...stamps }];
  const { id: clientId } = await getMeta(replica.db, 'client');
  await applyPage(replica.db, { clientId, cursor: null }, page(3, { ...book(), conflict }), AT);
  const workspace = { id: 'w', name: 'Lampka', role, adopting: false };
  const user = { id: 'me', name: 'Me', email: 'me@lampka.example' };
  const seat = { replica, membership: { serverUrl: 'https://x.example', user, workspace, others: [] } };
  const [view] = await viewConflicts(seat);
  if (!view) throw new Error('there is a conflict');
  return { seat, view };
}

const merge = (more: object = {}): NewChange => ({
  name: 'contact.merge',
  args: { id: uuid(7), from: ANNA, into: JAN, set: {}, base: {}, ...more },
});
const unmerge: NewChange = { name: 'contact.unmerge', args: { id: MERGE } };
const ways = ({ view }: { view: ConflictView }) => view.ways.map((way) => way.do);

describe('a merge that was refused', () => {
  test('R7, law 5: for its name: can be made under another one, as it was meant', async () => {
    const change = merge({ name: 'Anna Kowalska', baseName: 'Jan Kowalski' });
    const { seat, view } = await refused('name_taken', change, { contactId: ANNA });
    expect(view.subject).toBe('Anna Kowalska');
    expect(view.ways).toEqual([{ do: 'rename', name: 'Anna Kowalska 2' }, { do: 'discard' }]);
    await settleConflict(seat, context, CONFLICT, { do: 'rename', name: 'Anna Kowalska 2' });
    const [row] = await seat.replica.db.contacts.toArray();
    expect(row).toMatchObject({ id: JAN, name: 'Anna Kowalska 2' });
  });

  test('R7, law 5: since a colleague merged the same contact first: names it, and leads to where it is', async () => {
    const change = merge({ from: OLA, into: ANNA });
    const { seat, view } = await refused('merged', change, { contactId: JAN, contactName: 'Jan Kowalski' });
    expect(view.subject).toBe('Ola Maj');
    expect(view.kept).toEqual([{ label: 'into', value: 'Anna Nowak' }]);
    expect(view.other.contact).toEqual({ id: JAN, name: 'Jan Kowalski' });
    expect(ways({ view })).toEqual(['merge', 'discard']);
    await settleConflict(seat, context, CONFLICT, { do: 'merge' });
    expect((await seat.replica.db.contacts.toArray()).map(({ id }) => id)).toEqual([ANNA]);
  });

  test.each(['deleted', 'not_found', 'id_exists'] as const)(
    'law 5: %s: nothing is left to try, and nothing is offered that would be refused again',
    async (code) => {
      expect(ways(await refused(code, merge()))).toEqual(['discard']);
      expect(ways(await refused(code, unmerge))).toEqual(['discard']);
    },
  );
});

describe('an undo that was refused', () => {
  test('R7: for the old name: the contact can live again under another', async () => {
    const { seat, view } = await refused('name_taken', unmerge, { contactId: ANNA }, 'manager');
    expect(view.subject).toBe('Ola Maj');
    expect(view.ways).toEqual([{ do: 'rename', name: 'Ola Maj 2' }, { do: 'discard' }]);
    await settleConflict(seat, context, CONFLICT, { do: 'rename', name: 'Ola Maja' });
    expect(await unsentChanges(seat.replica.db)).toMatchObject([
      { name: 'contact.unmerge', args: { id: MERGE, nameIfTaken: 'Ola Maja' } },
      { name: 'conflict.resolve' },
    ]);
  });

  test('Z: of a colleague’s merge, as an agent: only somebody else may; as a manager meanwhile, once more', async () => {
    expect(ways(await refused('role', unmerge, { contactId: JAN }))).toEqual(['discard']);
    expect(ways(await refused('role', unmerge, { contactId: JAN }, 'manager'))).toEqual(['retry', 'discard']);
  });

  test('X1: where a name had gone, it is told which of both contacts’', async () => {
    const about = { contactId: ANNA, field: 'name' };
    const from = await refused('renamed', unmerge, { ...about, value: 'Ola Maj 2' });
    expect(from.view.subject).toBe('Ola Maj');
    const into = await refused('renamed', unmerge, { ...about, value: 'Jan Kowalski' });
    expect(into.view.subject).toBe('J. Kowalski');
  });
});

describe('what a role does not permit', () => {
  const editNote: NewChange = {
    name: 'record.put',
    args: { kind: 'note', id: NOTE, contactId: ANNA, set: { text: typed('Mine') }, base: {} },
  };

  test('Z: an edit of a colleague’s note is not offered again to whom it would be refused again', async () => {
    const asAgent = await refused('role', editNote, { contactId: ANNA });
    expect(ways(asAgent)).toEqual(['discard']);
    const again = settleConflict(asAgent.seat, context, CONFLICT, { do: 'retry' });
    expect(await problem(again)).toMatchObject({ reason: 'not_permitted' });
    expect(ways(await refused('role', editNote, {}, 'restricted-manager'))).toEqual(['retry', 'discard']);
  });

  test('X4, law 9: deleting is never one click in a conflict, whatever the role is by now', async () => {
    const remove: NewChange = { name: 'contact.delete', args: { id: ANNA } };
    const asOwner = await refused('role', remove, { contactId: ANNA }, 'owner');
    expect(ways(asOwner)).toEqual(['discard']);
    const again: ConflictWay = { do: 'retry' };
    expect(await problem(settleConflict(asOwner.seat, context, CONFLICT, again))).toMatchObject({
      reason: 'not_permitted',
    });
    expect(await asOwner.seat.replica.db.contacts.get(ANNA)).toBeDefined();
  });
});

describe('a change of a contact that is gone', () => {
  test('law 5: values without a name can go to a new contact, whose name is asked for', async () => {
    const gone = uuid(9);
    const patch: NewChange = {
      name: 'contact.patch',
      args: { id: gone, set: { city: typed('Kraków') }, base: {} },
    };
    const { seat, view } = await refused('deleted', patch);
    expect(view.subject).toBe('');
    expect(view.ways).toEqual([{ do: 'rename', name: '' }, { do: 'discard' }]);
    await settleConflict(seat, context, CONFLICT, { do: 'rename', name: 'Ewa Lis' });
    const [row] = await seat.replica.db.contacts.where('nameKey').equals('ewa lis').toArray();
    expect(row?.fields).toEqual({ city: typed('Kraków') });
  });

  test('G9: deleting one that is part of another meanwhile tells which', async () => {
    const remove: NewChange = { name: 'contact.delete', args: { id: OLA } };
    const { view } = await refused('merged', remove, { contactId: JAN, contactName: 'Jan Kowalski' });
    expect(view).toMatchObject({ subject: 'Ola Maj', other: { contact: { id: JAN } }, about: [JAN] });
    expect(ways({ view })).toEqual(['discard']);
  });

  test('R12: a sender that another contact has: both can be made one, with what was refused', async () => {
    const change: NewChange = {
      name: 'sender.attach',
      args: { contactId: JAN, sender: email('anna@lampka.example') },
    };
    const { seat, view } = await refused('sender_taken', change, { contactId: ANNA });
    expect(ways({ view })).toEqual(['merge', 'retry', 'discard']);
    await settleConflict(seat, context, CONFLICT, { do: 'merge' });
    expect((await seat.replica.db.contacts.toArray()).map(({ id }) => id)).toEqual([ANNA]);
  });
});
