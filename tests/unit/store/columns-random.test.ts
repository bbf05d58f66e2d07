import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NewChange } from '#lib/protocol/change.ts';
import { applyChange, applyChanges } from '#lib/store/apply-changes.ts';
import { buildColumns } from '#lib/store/build-columns.ts';
import type { BookDb } from '#lib/store/db.ts';
import { Refusal } from '#lib/store/refusal.ts';
import { columnsOf, signaturesOf } from './columns-of.ts';
import { put, syncedDb, take, typed } from './columns.ts';
import { AT, contactRow, create, email, gone, page, senderRow, uuid } from './rows.ts';

const patch = (id: string, set: Extract<NewChange, { name: 'contact.patch' }>['args']['set']): NewChange => ({
  name: 'contact.patch',
  args: { id, set, base: {} },
});
const address = (key: number) => `p${key}@x.example`;
const nameOf = (id: string) => `Person ${id.at(-1)}`;
const who = fc.integer({ min: 1, max: 4 }).map(uuid);
const key = fc.integer({ min: 1, max: 3 });
const record = fc.integer({ min: 50, max: 52 }).map(uuid);
const merge = fc.integer({ min: 90, max: 91 }).map(uuid);

/** What a person may do; much of it is refused. */
const change: fc.Arbitrary<NewChange> = fc.oneof(
  fc.tuple(who, key).map(([id, at]) => create(id, nameOf(id), [email(address(at))])),
  fc
    .tuple(who, fc.constantFrom('Łódź', 'Kraków', null))
    .map(([id, city]) => patch(id, { city: city === null ? null : typed(city) })),
  fc
    .tuple(who, key, fc.boolean())
    .map(([id, tag, on]) => patch(id, { [`tag/t${tag}`]: on ? typed(true) : null })),
  who.map((id): NewChange => ({ name: 'contact.delete', args: { id } })),
  fc.tuple(who, key).map(([contactId, at]): NewChange => ({
    name: 'sender.attach',
    args: { contactId, sender: email(address(at)) },
  })),
  fc.tuple(who, key).map(([contactId, at]): NewChange => ({
    name: 'sender.detach',
    args: { contactId, channel: 'email', key: address(at) },
  })),
  fc
    .tuple(fc.constantFrom('note', 'ticket', 'block', 'event'), record, who)
    .map(([kind, id, of]) => put(kind, id, of, { text: typed('x') })),
  fc
    .tuple(fc.constantFrom('note', 'ticket', 'block'), record)
    .map(([kind, id]): NewChange => ({ name: 'record.delete', args: { kind, id } })),
  fc.tuple(merge, who, who).map(([id, from, into]): NewChange => ({
    name: 'contact.merge',
    args: { id, from, into, set: {}, base: {} },
  })),
  merge.map((id): NewChange => ({ name: 'contact.unmerge', args: { id } })),
);
/** `confirm`: the server has taken all that was sent so far. */
type Step =
  | { do: 'change'; change: NewChange }
  | { do: 'pull'; id: string; confirm: boolean; gone: boolean; sender: boolean }
  | { do: 'build' };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: change.map((one): Step => ({ do: 'change', change: one })) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pull' as const),
      id: who,
      confirm: fc.boolean(),
      gone: fc.nat(4).map((n) => n === 0),
      sender: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'build' }) },
);

async function pullOne(
  db: BookDb,
  { id, confirm, gone: isGone, sender }: Extract<Step, { do: 'pull' }>,
  version: number,
): Promise<void> {
  const client = (await db.meta.get('client'))?.value as { next: number } | undefined;
  await take(
    db,
    page(
      version,
      {
        contact: [isGone ? gone(id, version) : contactRow(id, nameOf(id), version)],
        sender: sender && !isGone ? [senderRow(id, `s${id.at(-1)}@x.example`, version)] : [],
      },
      { lastChangeId: confirm ? (client?.next ?? 1) - 1 : 0 },
    ),
  );
}

async function tryTo(db: BookDb, one: NewChange): Promise<void> {
  try {
    await applyChange(db, one, AT);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

test('after any changes of people and of the server they are what is made from the rows alone', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), async (steps) => {
      const db = await syncedDb();
      await applyChanges(
        db,
        [1, 2, 3].map((n) => create(uuid(n), nameOf(uuid(n)))),
        AT,
      );
      // A server never gives a deleted contact again.
      const dead = new Set<string>();
      for (const [i, one] of steps.entries())
        if (one.do === 'build') await buildColumns(db);
        else if (one.do === 'pull') {
          const pulled = { ...one, gone: one.gone || dead.has(one.id) };
          if (pulled.gone) dead.add(one.id);
          await pullOne(db, pulled, i + 10);
        } else if (one.change.name !== 'contact.create' || !dead.has(one.change.args.id))
          await tryTo(db, one.change);
      const { stored, expected } = await columnsOf(db);
      expect(stored).toEqual(expected);
      const signatures = await signaturesOf(db);
      expect(signatures.stored).toEqual(signatures.expected);
      await db.delete();
    }),
    { numRuns: 60 },
  );
}, 120_000);
