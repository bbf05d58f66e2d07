import type { FieldSet } from '#lib/model/field.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { ConflictRow, ContactRow, RecordRow, SenderRow } from '#lib/protocol/rows.ts';
import type { Random } from './random.ts';

/** What a person sees of their replica when they decide what to do next. */
export type View = {
  contacts: readonly ContactRow[];
  senders: readonly SenderRow[];
  records: readonly RecordRow[];
  conflicts: readonly ConflictRow[];
};

/**
 * What somebody does. `mark` is written nowhere else, and must be found again: in the tables, in a history, in a
 * conflict; unless one of `contacts` was deleted, with all that belonged to it.
 */
export type Deed = {
  change: NewChange;
  mark: string | null;
  contacts: string[];
  /** The value it sets: a later edit of the same one may take its place. */
  place?: string;
};

const ODDS = {
  create: 24,
  field: 18,
  rename: 12,
  attach: 9,
  detach: 5,
  note: 10,
  'edit note': 6,
  'delete note': 2,
  'something else': 5,
  delete: 4,
  merge: 9,
  unmerge: 6,
  resolve: 4,
} as const;

/** Few enough that people collide all the time. */
const NAMES = [
  'Ana Silva',
  'ana  SILVA',
  'Żaneta Źdźbło',
  'Jean-Luc',
  'İpek',
  'ipek',
  'Otto',
  'Öberg',
  'Zoë',
  'Ewa',
];
const KEYS = ['city', 'language', 'company', 'job', 'birthday'];
const KINDS = ['block', 'different', 'tag', 'ticket', 'a-kind-of-tomorrow'];

const typed = (value: string) => ({ value, origin: 'typed' as const });

/** The next thing that somebody does; null where what was drawn cannot be done here. */
export function nextDeed(random: Random, view: View): Deed | null {
  const drawn = random.weighted(ODDS);
  if (drawn === 'create') return create(random);
  if (drawn === 'edit note' || drawn === 'delete note') return withNote(random, view, drawn);
  if (drawn === 'unmerge') return unmerge(random, view);
  if (drawn === 'resolve') return resolve(random, view);
  const contact = random.pick(view.contacts);
  if (!contact) return null;
  switch (drawn) {
    case 'merge':
      return merge(random, view, contact);
    case 'attach':
      return plain(
        { name: 'sender.attach', args: { contactId: contact.id, sender: sender(random) } },
        contact.id,
      );
    case 'detach':
      return detach(random, view);
    case 'delete':
      return plain({ name: 'contact.delete', args: { id: contact.id } }, contact.id);
    case 'note':
      return put(random, 'note', contact.id);
    case 'something else':
      return put(random, random.pick(KINDS) ?? 'tag', contact.id);
    default:
      return patch(random, contact, drawn === 'rename');
  }
}

const plain = (change: NewChange, contact: string): Deed => ({ change, mark: null, contacts: [contact] });

function sender(random: Random) {
  const key = `s${random.below(14)}@x.example`;
  return { channel: 'email', key, value: key, details: {} };
}

function create(random: Random): Deed {
  const [id, mark] = [random.uuid(), random.uuid()];
  const senders = random.chance(0.7) ? [sender(random)] : [];
  const args = {
    id,
    name: random.pick(NAMES) ?? '',
    fields: { mark: typed(mark) },
    senders,
    ...(random.chance(0.6) ? { nameIfTaken: `Person ${mark.slice(0, 8)}` } : {}),
  };
  return { change: { name: 'contact.create', args }, mark, contacts: [id] };
}

function patch(random: Random, contact: ContactRow, rename: boolean): Deed {
  const [key, mark] = [random.pick(KEYS) ?? 'city', random.uuid()];
  const seen = contact.fields[key];
  const base: FieldSet = seen ? { [key]: seen } : {};
  const name = rename ? { name: random.pick(NAMES) ?? '', baseName: contact.name } : {};
  const args = { id: contact.id, ...name, set: { [key]: typed(mark) }, base };
  return {
    change: { name: 'contact.patch', args },
    mark,
    contacts: [contact.id],
    place: `${contact.id}/${key}`,
  };
}

function put(random: Random, kind: string, contactId: string): Deed {
  const [id, mark] = [random.uuid(), random.uuid()];
  const args = { kind, id, contactId, set: { text: typed(mark) }, base: {} };
  return { change: { name: 'record.put', args }, mark, contacts: [contactId], place: id };
}

function withNote(random: Random, view: View, what: 'edit note' | 'delete note'): Deed | null {
  const note = random.pick(view.records.filter(({ kind }) => kind === 'note'));
  if (!note?.contactId) return null;
  const { kind, id, contactId } = note;
  if (what === 'delete note') return plain({ name: 'record.delete', args: { kind, id } }, contactId);
  const mark = random.uuid();
  const args = { kind, id, contactId, set: { text: typed(mark) }, base: note.fields };
  return { change: { name: 'record.put', args }, mark, contacts: [contactId], place: id };
}

function detach(random: Random, view: View): Deed | null {
  const found = random.pick(view.senders);
  if (!found) return null;
  const { channel, key, contactId } = found;
  return plain({ name: 'sender.detach', args: { contactId, channel, key } }, contactId);
}

function merge(random: Random, view: View, from: ContactRow): Deed | null {
  const into = random.pick(view.contacts);
  if (!into || into.id === from.id) return null;
  const [key, mark] = [random.pick(KEYS) ?? 'city', random.uuid()];
  const seen = into.fields[key];
  const choice = random.chance(0.5)
    ? { set: { [key]: typed(mark) }, base: seen ? { [key]: seen } : {} }
    : { set: {}, base: {} };
  const name = random.chance(0.3) ? { name: from.name, baseName: into.name } : {};
  const args = { id: random.uuid(), from: from.id, into: into.id, ...name, ...choice };
  const isMarked = Object.keys(choice.set).length > 0;
  return {
    change: { name: 'contact.merge', args },
    mark: isMarked ? mark : null,
    contacts: [from.id, into.id],
  };
}

function unmerge(random: Random, view: View): Deed | null {
  const merges = view.records.filter(({ kind, fields }) => kind === 'merge' && !fields['undone']);
  const one = random.pick(merges);
  if (!one) return null;
  const { from, into } = one.fields;
  const nameIfTaken = random.chance(0.5) ? { nameIfTaken: `Again ${random.uuid().slice(0, 8)}` } : {};
  return {
    change: { name: 'contact.unmerge', args: { id: one.id, ...nameIfTaken } },
    mark: null,
    contacts: [String(from?.value), String(into?.value)],
  };
}

function resolve(random: Random, view: View): Deed | null {
  const told = random.pick(view.conflicts);
  if (!told) return null;
  return { change: { name: 'conflict.resolve', args: { id: told.id } }, mark: null, contacts: [] };
}
