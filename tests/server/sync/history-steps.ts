import * as fc from 'fast-check';
import type { NewChange } from '#lib/protocol/change.ts';

/** What one device does next in a random history. Numbers choose among what there is by then. */
export type Act =
  | { do: 'create'; name: number; sender: number }
  | { do: 'rename' | 'attach' | 'detach' | 'field' | 'note' | 'edit note' | 'delete'; of: number; to: number }
  | { do: 'merge'; of: number; to: number; name: number | null; field: number | null }
  | { do: 'unmerge'; of: number; name: number | null }
  | { do: 'role'; role: 'agent' | 'restricted-manager' | 'manager' }
  | { do: 'sync'; fault: 'none' | 'lost request' | 'lost reply' | 'twice' | 'two workers' }
  | { do: 'killed'; at: number };
export type Step = { who: 0 | 1 | 2 | 3; act: Act };

const small = fc.nat(5);
const maybe = fc.option(small, { freq: 2 });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constant('create' as const), name: small, sender: small }) },
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constantFrom('rename' as const, 'attach', 'detach', 'field', 'field', 'note', 'edit note'),
      of: fc.nat(30),
      to: small,
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constant('merge' as const),
      of: fc.nat(30),
      to: fc.nat(30),
      name: maybe,
      field: maybe,
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('unmerge' as const), of: fc.nat(10), name: maybe }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('delete' as const), of: fc.nat(30), to: fc.constant(0) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('role' as const),
      role: fc.constantFrom('agent' as const, 'restricted-manager', 'manager'),
    }),
  },
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('sync' as const),
      fault: fc.constantFrom(
        'none' as const,
        'none',
        'none',
        'lost request',
        'lost reply',
        'twice',
        'two workers',
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('killed' as const), at: fc.integer({ min: 1, max: 60 }) }),
  },
);

/** Random histories of four devices. */
export const histories: fc.Arbitrary<Step[]> = fc.array(
  fc.record({ who: fc.constantFrom(0 as const, 1, 2, 3), act }),
  { minLength: 15, maxLength: 80 },
);

/** What has been made so far by anybody: what an act's numbers choose from. */
export type World = {
  made: number;
  contacts: string[];
  notes: { id: string; contact: string }[];
  merges: string[];
};

/** A change, the contacts it is about, and the mark by which it must be found again; null where it has none. */
export type Made = { change: NewChange; contacts: string[]; mark: string | null };

/** The change that an act is in this world; null where there is nothing it could be about. Ids are the same in every run. */
export function changeOf(act: Exclude<Act, { do: 'sync' | 'killed' | 'role' }>, world: World): Made | null {
  const id = uuid((world.made += 1));
  if (act.do === 'create') {
    const args = { id, name: nameOf(act.name), fields: {}, senders: [senderOf(act.sender)] };
    return { change: { name: 'contact.create', args }, contacts: [id], mark: id };
  }
  if (act.do === 'unmerge') {
    const merge = world.merges[act.of % Math.max(1, world.merges.length)];
    if (merge === undefined) return null;
    const args = { id: merge, ...(act.name === null ? {} : { nameIfTaken: `Undone ${world.made}` }) };
    return { change: { name: 'contact.unmerge', args }, contacts: [], mark: null };
  }
  const of = pick(world.contacts, act.of);
  if (of === undefined) return null;
  const mark = `mark ${world.made}.`;
  const value = { value: mark, origin: 'typed' as const };
  if (act.do !== 'merge') return editOf(act, of, id, mark, world);
  const into = pick(world.contacts, act.to) ?? of;
  const set = act.field === null ? {} : { [`f${act.field}`]: value };
  const name = act.name === null ? {} : { name: nameOf(act.name) };
  return {
    change: { name: 'contact.merge', args: { id, from: of, into, ...name, set, base: {} } },
    contacts: [of, into],
    mark: act.field === null ? null : mark,
  };
}

type Edit = Exclude<Extract<Act, { to: number }>, { do: 'merge' }>;

function editOf(
  { do: what, of: at, to }: Edit,
  of: string,
  id: string,
  mark: string,
  world: World,
): Made | null {
  const value = { value: mark, origin: 'typed' as const };
  const about = { contacts: [of], mark: null };
  const { key } = senderOf(to);
  switch (what) {
    case 'rename':
      return {
        ...about,
        change: { name: 'contact.patch', args: { id: of, name: nameOf(to), set: {}, base: {} } },
      };
    case 'attach':
      return { ...about, change: { name: 'sender.attach', args: { contactId: of, sender: senderOf(to) } } };
    case 'detach':
      return { ...about, change: { name: 'sender.detach', args: { contactId: of, channel: 'email', key } } };
    case 'field':
      return {
        contacts: [of],
        mark,
        change: { name: 'contact.patch', args: { id: of, set: { [`f${to}`]: value }, base: {} } },
      };
    case 'note':
      return { contacts: [of], mark, change: noteOf(id, of, mark, {}) };
    case 'edit note': {
      const note = world.notes[at % Math.max(1, world.notes.length)];
      const seen = { text: { value: 'seen', origin: 'typed' as const } };
      return note
        ? { contacts: [note.contact], mark, change: noteOf(note.id, note.contact, mark, seen) }
        : null;
    }
    default:
      return { ...about, change: { name: 'contact.delete', args: { id: of } } };
  }
}

function noteOf(id: string, contactId: string, text: string, base: Record<string, never> | Seen): NewChange {
  const set = { text: { value: text, origin: 'typed' as const } };
  return { name: 'record.put', args: { kind: 'note', id, contactId, set, base } };
}
type Seen = { text: { value: string; origin: 'typed' } };

const pick = (list: readonly string[], at: number) => list[at % Math.max(1, list.length)];
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const nameOf = (n: number) => `Person ${n}`;
const senderOf = (n: number) => {
  const address = `s${n}@x.example`;
  return { channel: 'email', key: address, value: address, details: {} };
};
