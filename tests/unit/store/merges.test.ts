import { describe, expect, test } from 'vitest';
import type { FieldSet } from '#lib/model/field.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import { PART } from '#lib/search/pack.ts';
import { applyChange, applyChanges } from '#lib/store/apply-changes.ts';
import { applyPage, nextToPull } from '#lib/store/apply-page.ts';
import { LOCAL_WORKSPACE, type BookDb } from '#lib/store/db.ts';
import { clientId } from '#lib/store/outbox.ts';
import { contactByName, recordsOfContact, senderByKey, sendersOfContact } from '#lib/store/read-contacts.ts';
import { counts, newestContacts, packedBlocks } from '#lib/store/read-list.ts';
import { contactGroup, mergesOf, rootContact } from '#lib/store/read-merges.ts';
import { openWorkspace } from '#lib/store/workspace.ts';
import type { PullPage } from '#lib/protocol/pull.ts';
import { AT, contactRow, create, email, freshDb, page, senderRow, uuid } from './rows.ts';

const [ANA, EVA, OLA, MERGE, SECOND] = [uuid(1), uuid(2), uuid(3), uuid(11), uuid(12)];
const typed = (value: string) => ({ value, origin: 'typed' as const });
const merge = (id: string, from: string, into: string, set: FieldSet = {}, name?: string): NewChange => ({
  name: 'contact.merge',
  args: { id, from, into, set, base: {}, ...(name === undefined ? {} : { name }) },
});
const undo = (id: string, nameIfTaken?: string): NewChange => ({
  name: 'contact.unmerge',
  args: { id, ...(nameIfTaken === undefined ? {} : { nameIfTaken }) },
});
const patch = (id: string, set: FieldSet): NewChange => ({
  name: 'contact.patch',
  args: { id, set, base: {} },
});
const note = (id: string, contactId: string): NewChange => ({
  name: 'record.put',
  args: { kind: 'note', id, contactId, set: { text: typed('hello') }, base: {} },
});
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    ({ reason, contact }: { reason: string; contact: { id: string } | null }) => [reason, contact?.id],
  );
const pull = async (db: BookDb, taken: PullPage) =>
  applyPage(db, { clientId: await clientId(db), cursor: await nextToPull(db) }, taken, AT);
const lines = async (db: BookDb) =>
  Object.fromEntries(
    (await packedBlocks(db)).flatMap(({ ids, lines }) =>
      ids.map((id, i) => [id, new Set(lines[i]?.split('\u0002')[0]?.split(PART))]),
    ),
  );
const rows = async (db: BookDb) => ({
  contacts: (await db.contacts.toArray()).map(({ block: _place, updatedAt: _at, ...row }) => row),
  senders: await db.senders.toArray(),
  notes: await db.records.where('[kind+id]').between(['note', ''], ['note', '\uffff']).toArray(),
  lines: await lines(db),
});

async function three(db: BookDb): Promise<BookDb> {
  await applyChanges(
    db,
    [
      create(ANA, 'Ana', [email('ana@x.example')]),
      create(EVA, 'Eva', [email('eva@x.example')]),
      create(OLA, 'Ola'),
      note(uuid(21), ANA),
    ],
    AT,
  );
  return db;
}

describe('a merge in the replica', () => {
  test('R7: the merged one is out of list, search, count and names at once; the survivor has all it had', async () => {
    const db = await three(await freshDb());
    await applyChange(db, merge(MERGE, ANA, EVA, { city: typed('Lyon') }), AT);
    expect(await counts(db)).toMatchObject({ contacts: 2, unsent: 5 });
    expect(await newestContacts(db, { offset: 0, limit: 9 })).not.toContain(ANA);
    expect(await contactByName(db, 'ana')).toBeUndefined();
    expect((await lines(db))[EVA]).toEqual(new Set(['eva', 'ana', 'ana@x.example', 'eva@x.example']));
    expect((await lines(db))[ANA]).toBeUndefined();
    expect((await sendersOfContact(db, EVA)).map(({ key, contactId }) => [key, contactId])).toEqual([
      ['eva@x.example', EVA],
      ['ana@x.example', EVA],
    ]);
    expect(await senderByKey(db, 'email', 'ana@x.example')).toMatchObject({ contactId: EVA });
    expect(await recordsOfContact(db, EVA, 'note')).toMatchObject([{ id: uuid(21), contactId: EVA }]);
    expect(await rootContact(db, ANA)).toMatchObject({ id: EVA, fields: { city: typed('Lyon') } });
    expect(await contactGroup(db, EVA)).toEqual([EVA, ANA]);
    expect(await mergesOf(db, EVA)).toMatchObject([
      { id: MERGE, from: ANA, into: EVA, name: 'Ana', undone: null },
    ]);
    await applyChange(db, create(uuid(9), 'ANA'), AT);
  });

  test('R7: undone, alone and in a team, all is as it was, and what was edited since stays', async () => {
    for (const db of [await freshDb(), await openWorkspace(LOCAL_WORKSPACE)]) {
      await three(db);
      const before = await rows(db);
      await applyChange(db, merge(MERGE, ANA, EVA, { city: typed('Lyon') }, 'Ana'), AT);
      await applyChange(db, merge(SECOND, EVA, OLA, { city: typed('Gdynia') }), AT);
      await applyChange(db, undo(MERGE), AT);
      await applyChange(db, undo(SECOND), AT);
      expect(await rows(db)).toEqual(before);
      expect((await mergesOf(db, EVA)).map(({ undone }) => undone)).toEqual([AT]);
      await applyChange(db, merge(uuid(13), ANA, EVA, { city: typed('Lyon') }), AT);
      await applyChange(db, patch(ANA, { city: typed('Nantes'), vip: typed('yes') }), AT);
      await applyChange(db, undo(uuid(13)), AT);
      expect((await db.contacts.get(EVA))?.fields).toEqual({ city: typed('Nantes'), vip: typed('yes') });
      db.close();
    }
  });

  test('G9, A33: what is done to a merged one is done to its survivor; its sender is taken for others, and can be taken away', async () => {
    const db = await three(await freshDb());
    await applyChange(db, merge(MERGE, ANA, EVA), AT);
    const sender = email('ana@x.example');
    const attach: NewChange = { name: 'sender.attach', args: { contactId: OLA, sender } };
    expect(await refusal(applyChange(db, attach, AT))).toEqual(['sender_taken', EVA]);
    await applyChange(db, note(uuid(22), ANA), AT);
    expect((await db.records.get(['note', uuid(22)]))?.contactId).toBe(EVA);
    const { channel, key } = sender;
    await applyChange(db, { name: 'sender.detach', args: { contactId: EVA, channel, key } }, AT);
    expect(await senderByKey(db, channel, key)).toBeUndefined();
    expect((await lines(db))[EVA]).toEqual(new Set(['eva', 'ana', 'eva@x.example']));
  });

  test('R7: what the server would refuse is refused with whoever is in the way', async () => {
    const db = await three(await freshDb());
    expect(await refusal(applyChange(db, merge(MERGE, ANA, EVA, {}, 'ola'), AT))).toEqual([
      'name_taken',
      OLA,
    ]);
    expect(await refusal(applyChange(db, merge(MERGE, ANA, uuid(99)), AT))).toEqual([
      'contact_gone',
      undefined,
    ]);
    await applyChange(db, merge(MERGE, ANA, EVA), AT);
    expect(await refusal(applyChange(db, merge(SECOND, ANA, OLA), AT))).toEqual(['merged', EVA]);
    expect(await refusal(applyChange(db, { name: 'contact.delete', args: { id: ANA } }, AT))).toEqual([
      'merged',
      EVA,
    ]);
    await applyChange(db, create(uuid(4), 'Ana'), AT);
    expect(await refusal(applyChange(db, undo(MERGE), AT))).toEqual(['name_taken', uuid(4)]);
    await applyChange(db, undo(MERGE, 'Ana (2)'), AT);
    expect((await db.contacts.get(ANA))?.name).toBe('Ana (2)');
  });

  test('B59: with the survivor all that are merged into it go, their senders, notes and merges too', async () => {
    const db = await three(await freshDb());
    await applyChanges(db, [merge(MERGE, ANA, EVA), merge(SECOND, EVA, OLA)], AT);
    await applyChange(db, { name: 'contact.delete', args: { id: OLA } }, AT);
    const left = [db.contacts, db.merged, db.senders, db.records].map((table) => table.count());
    expect([...(await Promise.all(left)), await lines(db)]).toEqual([0, 0, 0, 0, {}]);
  });
});

describe('somebody’s merge that comes with a pull', () => {
  test('law 4: an unsent edit of the merged one is laid on the survivor, and back when that is undone', async () => {
    const db = await freshDb();
    await pull(db, page(1, { contact: [contactRow(ANA, 'Ana', 1), contactRow(EVA, 'Eva', 1)] }));
    await applyChange(db, patch(ANA, { city: typed('Lyon') }), AT);
    await pull(db, page(2, { contact: [{ ...contactRow(ANA, 'Ana', 2), mergedInto: EVA }] }));
    expect((await db.contacts.get(EVA))?.fields).toEqual({ city: typed('Lyon') });
    expect((await db.merged.get(ANA))?.fields).toEqual({});
    await pull(db, page(3, { contact: [contactRow(ANA, 'Ana', 3)] }));
    expect((await db.contacts.get(EVA))?.fields).toEqual({});
    expect((await db.contacts.get(ANA))?.fields).toEqual({ city: typed('Lyon') });
    expect((await db.serverRows.toArray()).map(({ key }) => key)).toEqual([`c/${ANA}`]);
  });

  test.each(['merged first', 'survivor first', 'senders last'])(
    'R7: a first sync packs a group as one line, whichever comes first: %s',
    async (order) => {
      const db = await freshDb();
      const ana = { ...contactRow(ANA, 'Ana', 2), mergedInto: EVA };
      const [eva, sender] = [contactRow(EVA, 'Eva', 3), senderRow(ANA, 'ana@x.example', 1)];
      const parts = {
        'merged first': [{ contact: [ana] }, { sender: [sender] }, { contact: [eva] }],
        'survivor first': [{ contact: [eva] }, { contact: [ana] }, { sender: [sender] }],
        'senders last': [{ contact: [ana, eva] }, {}, { sender: [sender] }],
      }[order];
      for (const [i, part] of (parts ?? []).entries()) {
        const next = i < 2 ? { next: { v: 0, epoch: 'e', to: 3, after: String(i) } } : {};
        await pull(db, page(3, part, next));
      }
      expect(await lines(db)).toEqual({ [EVA]: new Set(['eva', 'ana', 'ana@x.example']) });
      expect(await counts(db)).toMatchObject({ contacts: 1 });
    },
  );
});
