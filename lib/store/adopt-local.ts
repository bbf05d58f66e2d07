import { textOf } from '#lib/model/field.ts';
import { nameKey } from '#lib/model/text.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { ContactRow, RecordRow, SenderRow } from '#lib/protocol/rows.ts';
import type { BookDb, StoredContact } from './db.ts';
import { openDraft, touchedRows } from './draft.ts';
import { layOnDraft } from './lay-change.ts';
import { takeFilesAlong } from './files.ts';
import { survivorsOf } from './groups.ts';
import { getMeta, setMeta } from './meta.ts';
import { queue } from './outbox.ts';
import { contactsByIds } from './read-contacts.ts';
import { guardStorage } from './refusal.ts';
import { retraceMerges } from './retrace-merges.ts';
import { writeRows } from './write-rows.ts';

/** Contacts taken over in one transaction. */
const PAGE = 250;

/**
 * Takes over what was made while working alone (law 11) into a team's replica, as creates that the next push uploads;
 * then deletes the local database. To be called once the team's replica has been pulled: a contact that the team has
 * already, the same name with one of the same senders, is that contact and gets what it lacks. Where only one of both
 * agrees, the server refuses the create, and it comes back as a conflict with its data (law 5).
 *
 * It may die anywhere: each page of contacts and how far it got are one transaction, so calling again goes on.
 */
export async function adoptLocal(local: BookDb, team: BookDb, at: string): Promise<void> {
  for (;;) {
    const { after } = await guardStorage(() => getMeta(team, 'adopted'));
    if (after === null) break;
    await guardStorage(() => adoptPage(local, team, after, at));
  }
  await takeFilesAlong(local, team);
  await guardStorage(() => local.delete());
  await setMeta(team, 'adopted', { after: '' });
}

/** What was made alone of some contacts, and, with the first page, of none. */
type Taken = {
  contacts: ContactRow[];
  /** Others that a record of theirs names. */
  beside: ContactRow[];
  senders: Map<string, SenderRow[]>;
  records: RecordRow[];
};

async function adoptPage(local: BookDb, team: BookDb, after: string, at: string): Promise<void> {
  const page = await local.contacts.where('id').above(after).limit(PAGE).toArray();
  const taken = await readTaken(local, after, page);
  await team.transaction('rw', team.tables, async () => {
    // Another instance has taken this page already.
    if ((await getMeta(team, 'adopted')).after !== after) return;
    const twins = await twinsOf(team, taken);
    const held = await heldIn(team, taken);
    const merges = taken.records.filter(({ kind, fields }) => kind === 'merge' && !fields['undone']);
    const retraced = retraceMerges(taken.contacts, merges);
    const changes: NewChange[] = [];
    const untold = new Map(taken.contacts.map((contact) => [contact.id, contact]));
    const tell = (id: string) => {
      const contact = untold.get(id);
      if (!contact || !untold.delete(id)) return;
      const [own, twin] = [taken.senders.get(id) ?? [], twins.get(id)];
      const made = { ...contact, ...retraced.before.get(id) };
      changes.push(...(twin ? addTo(twin, contact, own, held) : [createOf(made, own)]));
    };
    for (const change of retraced.changes) {
      // Each comes when it is merged, and no sooner: another one may have its name until then, or from then on.
      if (change.name === 'contact.merge') [change.args.into, change.args.from].forEach(tell);
      changes.push(...ofTeam(change, twins));
    }
    taken.contacts.forEach(({ id }) => tell(id));
    changes.push(...taken.records.flatMap((record) => putOf(record, twins)));
    await lay(team, changes, at);
    await setMeta(team, 'adopted', { after: page.at(-1)?.id ?? null });
  });
}

/** A page of contacts with all that is theirs. All merged ones, and those they are merged into, come with the first. */
async function readTaken(local: BookDb, after: string, page: readonly StoredContact[]): Promise<Taken> {
  const merged = await local.merged.toArray();
  const ids = merged.map(({ id }) => id);
  const survivors = [...new Set((await survivorsOf(local, ids)).values())];
  const groups = after === '' ? [...(await contactsByIds(local, survivors)), ...merged] : [];
  const contacts = [...groups, ...page.filter(({ id }) => !survivors.includes(id))];
  const of = new Set(contacts.map(({ id }) => id));
  const owned = await local.records
    .where('contactId')
    .anyOf([...of])
    .toArray();
  const free =
    after === '' ? await local.records.filter(({ contactId }) => contactId === null).toArray() : [];
  const named = owned.map(({ kind, fields }) => (kind === 'different' ? textOf(fields, 'other') : ''));
  const beside = await contactsByIds(
    local,
    named.filter((id) => id !== '' && !of.has(id)),
  );
  const owners = [...of, ...beside.map(({ id }) => id)];
  const senders = await local.senders.where('contactId').anyOf(owners).toArray();
  return {
    contacts,
    beside,
    senders: Map.groupBy(senders, ({ contactId }) => contactId),
    records: [...free, ...owned],
  };
}

/** The team's contacts that are the same as some made alone: the same name, with one of the same senders. */
async function twinsOf(
  team: BookDb,
  { contacts, beside, senders }: Taken,
): Promise<Map<string, StoredContact>> {
  const twins = new Map<string, StoredContact>();
  for (const contact of [...contacts, ...beside]) {
    const twin = await findTwin(team, contact, senders.get(contact.id) ?? []);
    if (twin) twins.set(contact.id, twin);
  }
  return twins;
}

/** Which of these senders the team has, and whose they are. */
async function heldIn(team: BookDb, { senders }: Taken): Promise<Map<string, string>> {
  const all = [...senders.values()].flat();
  const theirs = await team.senders.bulkGet(all.map(({ channel, key }) => [channel, key]));
  return new Map(theirs.flatMap((row) => (row ? [[`${row.channel}/${row.key}`, row.contactId]] : [])));
}

type Twins = ReadonlyMap<string, StoredContact>;
const idIn = (twins: Twins, id: string) => twins.get(id)?.id ?? id;

/** A merge, or an edit made after it, among the team's contacts. What the team has of a contact stays as it is. */
function ofTeam(change: NewChange, twins: Twins): NewChange[] {
  if (change.name === 'contact.patch') return twins.has(change.args.id) ? [] : [change];
  if (change.name !== 'contact.merge') return [];
  const { id, from, into } = change.args;
  if (!twins.has(into)) return [{ name: change.name, args: { ...change.args, from: idIn(twins, from) } }];
  return [
    { name: change.name, args: { id, from: idIn(twins, from), into: idIn(twins, into), set: {}, base: {} } },
  ];
}

/** A record of any kind but merges, which are made anew. */
function putOf({ kind, id, contactId, fields }: RecordRow, twins: Twins): NewChange[] {
  if (kind === 'merge') return [];
  const other = kind === 'different' ? fields['other'] : undefined;
  const named = other && { other: { ...other, value: idIn(twins, textOf(fields, 'other')) } };
  const args = { kind, id, contactId: contactId && idIn(twins, contactId), base: {} };
  return [{ name: 'record.put', args: { ...args, set: { ...fields, ...named } } }];
}

async function findTwin(
  team: BookDb,
  { name }: ContactRow,
  senders: readonly SenderRow[],
): Promise<StoredContact | undefined> {
  const named = await team.contacts.where('nameKey').equals(nameKey(name)).toArray();
  if (named.length === 0) return undefined;
  const theirs = await team.senders.bulkGet(senders.map(({ channel, key }) => [channel, key]));
  return named.find(({ id }) => theirs.some((sender) => sender?.contactId === id));
}

function createOf({ id, name, fields }: ContactRow, senders: readonly SenderRow[]): NewChange {
  return { name: 'contact.create', args: { id, name, fields, senders: senders.map(bare) } };
}

/** What the team's contact lacks of the one made alone; what it has already stays the team's. */
function addTo(
  twin: StoredContact,
  contact: ContactRow,
  senders: readonly SenderRow[],
  held: ReadonlyMap<string, string>,
): NewChange[] {
  const lacking = Object.entries(contact.fields).filter(([key]) => !(key in twin.fields));
  const set = Object.fromEntries(lacking);
  const attach = senders
    .filter(({ channel, key }) => held.get(`${channel}/${key}`) !== twin.id)
    .map((row): NewChange => ({ name: 'sender.attach', args: { contactId: twin.id, sender: bare(row) } }));
  const patch: NewChange = { name: 'contact.patch', args: { id: twin.id, set, base: {} } };
  return lacking.length === 0 ? attach : [patch, ...attach];
}

const bare = ({ channel, key, value, details }: SenderRow) => ({ channel, key, value, details });

/** Lays and queues changes without refusing any: what clashes here is for the server to refuse. */
async function lay(team: BookDb, changes: readonly NewChange[], at: string): Promise<void> {
  const draft = await openDraft(team, changes);
  const stamp = { at, by: (await getMeta(team, 'user')).id };
  const laid = changes.map((change) => ({ change, touches: layOnDraft(draft, change, stamp) }));
  await queue(team, laid, draft.before, at);
  await writeRows(team, touchedRows(draft));
}
