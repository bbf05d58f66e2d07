import { NAME_LIMIT, shortId } from '#lib/model/contact.ts';
import { rootOf } from '#lib/model/merge.ts';
import { nameKey } from '#lib/model/text.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { ContactRow, RecordRow, SenderRow } from '#lib/protocol/rows.ts';
import type { BookDb } from './db.ts';
import { isMerged } from './groups.ts';
import { readRowKey, rowKey } from './row-key.ts';

/** The server's rows as this replica knows them, without what is unsent. */
type Known = { contacts: ContactRow[]; senders: SenderRow[]; records: RecordRow[] };

/**
 * What the server had after the version `backup`, as changes that make it again; each says the version its row had, by
 * which the server tells who knew more. Merged contacts come behind those they were merged into, merges behind all.
 */
export async function proposals(db: BookDb, backup: number): Promise<NewChange[]> {
  const { contacts, senders, records } = await knownRows(db);
  const newer = (row: { version: number }) => row.version > backup;
  const told = survivorsFirst(contacts).filter(newer);
  const made = new Set(told.map(({ id }) => id));
  const own = Map.groupBy(senders.filter(newer), ({ contactId }) => contactId);
  const heirs = tookNames(contacts);
  const create = told.map(({ id, name, fields, version: was, mergedInto }): NewChange => ({
    name: 'contact.create',
    args: {
      id,
      name: heirs.has(id) ? stopgap(id, name) : name,
      fields,
      senders: own.get(id) ?? [],
      was,
      ...(mergedInto ? { mergedInto } : {}),
    },
  }));
  const rename = told
    .filter(({ id }) => heirs.has(id))
    .map(({ id, name }): NewChange => ({
      name: 'contact.patch',
      args: { id, name, baseName: stopgap(id, name), set: {}, base: {} },
    }));
  const attach = [...own]
    .filter(([id]) => !made.has(id))
    .flatMap(([, list]) => list)
    .map((sender): NewChange => ({ name: 'sender.attach', args: { contactId: sender.contactId, sender } }));
  return [...create, ...rename, ...attach, ...records.filter(newer).toSorted(byTime).flatMap(tellRecord)];
}

/**
 * The survivors that are called as one of those merged into them (G6). In the backup that one may still have the name,
 * and it cannot be a link before its survivor is there: so the survivor comes by another name first.
 */
function tookNames(contacts: readonly ContactRow[]): Set<string> {
  const byId = new Map(contacts.map((row) => [row.id, row]));
  const heirs = contacts.filter(isMerged).flatMap((row) => {
    const survivor = rootOf<ContactRow>(row, (id) => byId.get(id));
    return nameKey(survivor.name) === nameKey(row.name) ? [survivor.id] : [];
  });
  return new Set(heirs);
}

function stopgap(id: string, name: string): string {
  const suffix = ` (${shortId(id)})`;
  return name.slice(0, NAME_LIMIT - suffix.length) + suffix;
}

const byTime = (a: RecordRow, b: RecordRow) => (a.createdAt < b.createdAt ? -1 : 1);

function tellRecord({ kind, id, contactId, fields, version: was }: RecordRow): NewChange[] {
  if (kind !== 'merge')
    return [{ name: 'record.put', args: { kind, id, contactId, set: fields, base: {}, was } }];
  const from = fields['from']?.value;
  if (typeof from !== 'string' || contactId === null) return [];
  const args = { id, from, into: contactId, set: {}, base: {}, journal: fields };
  return [{ name: 'contact.merge', args }];
}

function survivorsFirst(contacts: readonly ContactRow[]): ContactRow[] {
  const byId = new Map(contacts.map((row) => [row.id, row]));
  const depth = (row: ContactRow): number => {
    let at: ContactRow | undefined = row;
    let links = 0;
    while (at?.mergedInto && links <= byId.size) [at, links] = [byId.get(at.mergedInto), links + 1];
    return links;
  };
  const deep = new Map(contacts.map((row) => [row, depth(row)]));
  return contacts.toSorted((a, b) => (deep.get(a) ?? 0) - (deep.get(b) ?? 0));
}

async function knownRows(db: BookDb): Promise<Known> {
  const kept = await db.serverRows.toArray();
  const under = (table: string) => kept.filter(({ key }) => readRowKey(key).table === table);
  const bare = <T>(rows: T[], table: string, isOver: (row: T) => boolean): T[] => [
    ...rows.filter((row) => !isOver(row)),
    ...under(table).flatMap(({ row }) => (row ? [row as T] : [])),
  ];
  const over = new Set(kept.map(({ key }) => key));
  const contacts: ContactRow[] = [...(await db.contacts.toArray()), ...(await db.merged.toArray())];
  return {
    contacts: bare(contacts, 'contact', ({ id }) => over.has(rowKey.contact(id))),
    senders: bare(await db.senders.toArray(), 'sender', (row) =>
      over.has(rowKey.sender(row.channel, row.key)),
    ),
    records: bare(await db.records.toArray(), 'record', (row) => over.has(rowKey.record(row.kind, row.id))),
  };
}
