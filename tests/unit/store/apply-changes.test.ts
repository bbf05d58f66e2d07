import { describe, expect, test } from 'vitest';
import type { NewChange } from '#lib/protocol/change.ts';
import { FACT } from '#lib/search/pack.ts';
import { applyChange, applyChanges } from '#lib/store/apply-changes.ts';
import { LOCAL_WORKSPACE, type BookDb } from '#lib/store/db.ts';
import { contactById, contactByName, senderByKey, sendersOfContact } from '#lib/store/read-contacts.ts';
import { counts, packedBlocks } from '#lib/store/read-list.ts';
import { unsentAmong, unsentChanges, unsentFields } from '#lib/store/read-unsent.ts';
import { openWorkspace } from '#lib/store/workspace.ts';
import { AT, create, email, freshDb, uuid } from './rows.ts';

const refused = (work: Promise<unknown>) =>
  work.then(
    () => null,
    ({ reason, contact }: { reason: string; contact: { name: string } | null }) => ({
      reason,
      contact: contact?.name,
    }),
  );
const lines = async (db: BookDb) =>
  (await packedBlocks(db)).flatMap(({ lines }) => lines.map((line) => line.split(FACT)[0]));
const patch = (
  id: string,
  args: Partial<Extract<NewChange, { name: 'contact.patch' }>['args']>,
): NewChange => ({
  name: 'contact.patch',
  args: { id, set: {}, base: {}, ...args },
});

describe('a change', () => {
  test('A31: is there at once, is numbered without a gap, waits in the outbox and is found by search', async () => {
    const db = await freshDb();
    await applyChange(db, create(uuid(1), '  Ana   Silva ', [email('Ana@example.com')]), AT);
    await applyChange(db, create(uuid(2), 'Żółć', [email('z@example.com')]), AT);
    expect(await contactById(db, uuid(1))).toMatchObject({
      name: 'Ana Silva',
      nameKey: 'ana silva',
      version: 0,
    });
    expect(await senderByKey(db, 'email', 'ana@example.com')).toMatchObject({ contactId: uuid(1) });
    expect((await unsentChanges(db)).map(({ id }) => id)).toEqual([1, 2]);
    expect(await lines(db)).toEqual(['ana silva\u0001ana@example.com', 'zolc\u0001z@example.com']);
    expect(await counts(db)).toEqual({ contacts: 2, unsent: 2, conflicts: 0 });
  });

  test('A20: a name that is taken, whatever its case and accents, is refused with who has it, and nothing is kept', async () => {
    const db = await freshDb();
    await applyChange(db, create(uuid(1), 'José'), AT);
    const twin = applyChanges(db, [create(uuid(3), 'Eva'), create(uuid(2), ' JOSE ')], AT);
    expect(await refused(twin)).toEqual({ reason: 'name_taken', contact: 'José' });
    expect(await counts(db)).toEqual({ contacts: 1, unsent: 1, conflicts: 0 });
    expect(await lines(db)).toEqual(['jose']);
    await applyChange(db, create(uuid(2), 'Eva'), AT);
    expect((await unsentChanges(db)).map(({ id }) => id)).toEqual([1, 2]);
  });

  test('X1: quick-add takes the other name it was given where its own is taken', async () => {
    const db = await freshDb();
    await applyChange(db, create(uuid(1), 'Jan'), AT);
    const args = { id: uuid(2), name: 'Jan', nameIfTaken: 'Jan (allegro: jank)', fields: {}, senders: [] };
    await applyChange(db, { name: 'contact.create', args }, AT);
    expect((await contactByName(db, 'jan (allegro: JANK)'))?.id).toBe(uuid(2));
  });

  test('A33: a sender that another contact has is refused with who has it', async () => {
    const db = await freshDb();
    await applyChange(db, create(uuid(1), 'Ana', [email('a@example.com')]), AT);
    const again = create(uuid(2), 'Anna', [email('a@example.com')]);
    expect(await refused(applyChange(db, again, AT))).toEqual({ reason: 'sender_taken', contact: 'Ana' });
    await applyChange(db, create(uuid(2), 'Anna'), AT);
    const attach: NewChange = {
      name: 'sender.attach',
      args: { contactId: uuid(2), sender: email('a@example.com') },
    };
    expect(await refused(applyChange(db, attach, AT))).toEqual({ reason: 'sender_taken', contact: 'Ana' });
  });

  test('A30: the same contact sent again is no change', async () => {
    const db = await freshDb();
    await applyChange(db, create(uuid(1), 'Ana'), AT);
    await applyChange(db, create(uuid(1), 'Ana'), AT);
    expect(await counts(db)).toEqual({ contacts: 1, unsent: 1, conflicts: 0 });
    expect(await refused(applyChange(db, create(uuid(1), 'Eva'), AT))).toMatchObject({ reason: 'id_exists' });
  });

  test('two names can be swapped by three edits, and one edit too few is refused', async () => {
    const db = await freshDb();
    await applyChanges(db, [create(uuid(1), 'A'), create(uuid(2), 'B')], AT);
    const swap = [
      patch(uuid(1), { name: 'C' }),
      patch(uuid(2), { name: 'A' }),
      patch(uuid(1), { name: 'B' }),
    ];
    await applyChanges(db, swap, AT);
    expect([(await contactByName(db, 'A'))?.id, (await contactByName(db, 'B'))?.id]).toEqual([
      uuid(2),
      uuid(1),
    ]);
    expect(await refused(applyChange(db, patch(uuid(1), { name: 'a' }), AT))).toMatchObject({
      reason: 'name_taken',
    });
    expect(await lines(db)).toEqual(['b', 'a']);
  });

  test('R14: which fields and contacts wait to be sent can be told', async () => {
    const db = await freshDb();
    await applyChange(db, create(uuid(1), 'Ana', [email('a@example.com')]), AT);
    await db.outbox.clear();
    const set = { country: { value: 'PL', origin: 'typed' as const } };
    await applyChange(db, patch(uuid(1), { name: 'Anna', set }), AT);
    expect(await unsentFields(db, uuid(1))).toEqual(['name', 'country']);
    const shown = [uuid(1), uuid(2)].map((id) => ({ id, senders: [] }));
    expect(await unsentAmong(db, shown)).toEqual(new Set([uuid(1)]));
  });

  test('B59: a deleted contact goes with its senders, notes and its packed line', async () => {
    const db = await freshDb();
    const note = { kind: 'note', id: uuid(9), contactId: uuid(1), set: {}, base: {} };
    await applyChanges(
      db,
      [
        create(uuid(1), 'Ana', [email('a@example.com')]),
        create(uuid(2), 'Eva'),
        { name: 'record.put', args: note },
      ],
      AT,
    );
    await applyChange(db, { name: 'contact.delete', args: { id: uuid(1) } }, AT);
    expect([await db.senders.count(), await db.records.count(), await db.contacts.count()]).toEqual([
      0, 0, 1,
    ]);
    expect(await lines(db)).toEqual(['eva']);
    expect(await refused(applyChange(db, patch(uuid(1), {}), AT))).toMatchObject({ reason: 'contact_gone' });
    expect(await refused(applyChange(db, { name: 'record.put', args: note }, AT))).toMatchObject({
      reason: 'contact_gone',
    });
  });

  test('senders come and go in the packed line', async () => {
    const db = await freshDb();
    await applyChange(db, create(uuid(1), 'Ana', [email('a@example.com')]), AT);
    await applyChange(
      db,
      { name: 'sender.attach', args: { contactId: uuid(1), sender: email('b@example.com') } },
      AT,
    );
    await applyChange(
      db,
      { name: 'sender.detach', args: { contactId: uuid(1), channel: 'email', key: 'a@example.com' } },
      AT,
    );
    expect(await lines(db)).toEqual(['ana\u0001b@example.com']);
    expect((await sendersOfContact(db, uuid(1))).map(({ key }) => key)).toEqual(['b@example.com']);
  });

  test.each([
    ['a name of zero-width characters', create(uuid(1), '\u200B\u200B'), 'invalid'],
    ['a name that is too long', create(uuid(1), 'x'.repeat(201)), 'invalid'],
    ['an id that is none', create('1', 'Ana'), 'invalid'],
    [
      '501 senders',
      create(
        uuid(1),
        'Ana',
        Array.from({ length: 501 }, (_, i) => email(`a${i}@example.com`)),
      ),
      'invalid',
    ],
    [
      'a change the server could not take',
      patch(uuid(1), {
        set: Object.fromEntries(
          Array.from({ length: 40 }, (_, i) => [
            `f${i}`,
            { value: 'x'.repeat(20_000), origin: 'typed' as const },
          ]),
        ),
      }),
      'too_large',
    ],
  ])('%s never enters the outbox', async (_, change, reason) => {
    const db = await freshDb();
    expect(await refused(applyChange(db, change, AT))).toMatchObject({ reason });
    expect(await counts(db)).toEqual({ contacts: 0, unsent: 0, conflicts: 0 });
  });

  test('working alone there is nothing to send', async () => {
    const db = await openWorkspace(LOCAL_WORKSPACE);
    await applyChange(db, create(uuid(1), 'Ana'), AT);
    expect(await counts(db)).toEqual({ contacts: 1, unsent: 0, conflicts: 0 });
    await db.delete();
  });

  test('one change among many rewrites one part, of bounded size, of one block', async () => {
    const db = await freshDb();
    await applyChanges(
      db,
      Array.from({ length: 1200 }, (_, i) => create(uuid(i), `Person ${i}`)),
      AT,
    );
    const before = await db.searchParts.toArray();
    await applyChange(db, patch(uuid(700), { name: 'Zenon' }), AT);
    const after = await db.searchParts.toArray();
    expect(after.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4]);
    expect(after.filter((part, i) => part.lines !== before[i]?.lines)).toHaveLength(1);
    expect(Math.max(...after.map(({ ids }) => ids.split('\n').length))).toBeLessThanOrEqual(256);
  }, 20_000);
});
