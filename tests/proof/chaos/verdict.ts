import { isDeepStrictEqual } from 'node:util';
import type { Member } from './crew.ts';
import type { Entry, Replica } from './orders.ts';
import type { Stage, TableRow } from './stage.ts';

export type Verdict = {
  /** Each a sentence; none where all that is promised is so. */
  problems: string[];
  facts: {
    issued: number;
    /** Marks by where they were found again. */
    applied: number;
    inConflicts: number;
    seenAndPutAway: number;
    superseded: number;
    purged: number;
    purgedWithSurvivor: number;
    contacts: number;
    versions: number;
    conflicts: Record<string, number>;
  };
};

const TABLES = [
  'contact',
  'sender',
  'record',
  'conflict',
  'history',
  'sync_client',
  'workspace_sync',
] as const;
type Tables = Record<(typeof TABLES)[number], TableRow[]>;

/** Everything that sync promises, asked of all replicas and of the server's tables when nothing moves any more. */
export async function judge(stage: Stage, members: readonly Member[]): Promise<Verdict> {
  const rows = await Promise.all(TABLES.map((table) => stage.rows(table)));
  const tables = Object.fromEntries(TABLES.map((table, i) => [table, rows[i]])) as Tables;
  const replicas = await Promise.all(members.map(async (member) => [member, await member.show()] as const));
  const kept = conservation(tables, members);
  return {
    problems: [
      ...members.flatMap(({ name, faults }) => faults.map((fault) => `${name}: ${fault}`)),
      ...equality(replicas),
      ...sameAsServer(replicas[0]?.[1], tables),
      ...replicas.flatMap(([member, replica]) => ofOne(member, replica, tables)),
      ...uniqueIn(tables.contact, tables.sender),
      ...kept.problems,
    ],
    facts: {
      ...kept.facts,
      contacts: alive(tables.contact).length,
      versions: Number(tables.workspace_sync[0]?.version),
      conflicts: Object.fromEntries(
        [...Map.groupBy(tables.conflict, ({ code }) => String(code))].map(([code, all]) => [
          code,
          all.length,
        ]),
      ),
    },
  };
}

const alive = (rows: readonly TableRow[]) => rows.filter(({ deleted }) => deleted === 0);

/** 10: replicas at rest are equal. */
function equality(replicas: readonly (readonly [Member, Replica])[]): string[] {
  const [first, ...others] = replicas;
  if (!first) return ['Nobody is left.'];
  return others.flatMap(([{ name }, replica]) =>
    Object.keys(first[1].shared).flatMap((table) =>
      difference(
        `${name} and ${first[0].name} differ in ${table}`,
        replica.shared[table],
        first[1].shared[table],
      ),
    ),
  );
}

function difference(what: string, mine: unknown[] = [], other: unknown[] = []): string[] {
  if (isDeepStrictEqual(mine, other)) return [];
  const only = (a: unknown[], b: unknown[]) =>
    a.filter((row) => !b.some((twin) => isDeepStrictEqual(row, twin))).slice(0, 3);
  return [`${what}: ${JSON.stringify(only(mine, other))} against ${JSON.stringify(only(other, mine))}`];
}

/** And equal to the server. */
function sameAsServer(replica: Replica | undefined, { contact, sender, record }: Tables): string[] {
  if (!replica) return [];
  const { contacts = [], merged = [], senders = [], records = [] } = replica.shared;
  const sorted = (rows: string[]) => rows.toSorted();
  const mine = {
    contacts: sorted(
      [...contacts, ...merged].map((row) => brief(row, ['id', 'name', 'version', 'mergedInto'])),
    ),
    senders: sorted(senders.map((row) => brief(row, ['channel', 'key', 'contactId', 'version']))),
    records: sorted(records.map((row) => brief(row, ['kind', 'id', 'contactId', 'version']))),
  };
  const theirs = {
    contacts: sorted(alive(contact).map((row) => brief(row, ['id', 'name', 'version', 'merged_into']))),
    senders: sorted(
      alive(sender).map((row) => brief(row, ['channel', 'sender_key', 'contact_id', 'version'])),
    ),
    records: sorted(alive(record).map((row) => brief(row, ['kind', 'id', 'contact_id', 'version']))),
  };
  return (['contacts', 'senders', 'records'] as const).flatMap((table) =>
    difference(`Replicas and server differ in ${table}`, mine[table], theirs[table]),
  );
}

/** A row's fields in this order: PostgreSQL hands a bigint out as text. */
function brief(row: unknown, keys: readonly string[]): string {
  return keys.map((key) => String((row as TableRow)[key] ?? null)).join(' · ');
}

/** 8 and the numbering: nothing waits, nothing lies beneath, each change had its number and the server has the last. */
function ofOne({ name, userId }: Member, replica: Replica, { conflict, sync_client }: Tables): string[] {
  const { outbox, serverRows, unpacked, wrongFacts, client, lines, counted, shared } = replica;
  const problems: string[] = [];
  if (outbox + serverRows > 0)
    problems.push(`${name}: ${outbox} changes wait, ${serverRows} rows lie beneath`);
  if (unpacked.length > 0) problems.push(`${name}: search lines are wrong: ${JSON.stringify(unpacked[0])}`);
  if (wrongFacts.length > 0) problems.push(`${name}: facts are wrong: ${wrongFacts.slice(0, 3).join(' ')}`);
  const { length } = shared['contacts'] ?? [];
  if (lines !== length || counted !== length)
    problems.push(`${name}: ${length} contacts, ${lines} search lines, ${counted} counted`);
  const known = sync_client.find(({ client_id }) => client_id === client.id);
  const last = Number(known?.last_change_id ?? 0);
  if (last !== client.next - 1)
    problems.push(`${name}: made ${client.next - 1} changes, the server took ${last} of them`);
  const told = alive(conflict).filter(({ user_id, resolved }) => user_id === userId && resolved === 0);
  const ids = (rows: readonly { id?: unknown }[]) => rows.map(({ id }) => String(id)).toSorted();
  return [
    ...problems,
    ...difference(`${name} does not see its conflicts`, ids(replica.conflicts), ids(told)),
  ];
}

/** 6: at most one living contact a name, one a sender, at every moment. */
export async function uniqueness(stage: Stage): Promise<string[]> {
  return uniqueIn(await stage.rows('contact'), await stage.rows('sender'));
}

function uniqueIn(contact: readonly TableRow[], sender: readonly TableRow[]): string[] {
  const names = alive(contact).flatMap(({ name_key }) => (name_key === null ? [] : [String(name_key)]));
  const keys = alive(sender).map(({ channel, sender_key }) => `${channel}/${sender_key}`);
  const twice = (all: string[]) => all.filter((one, i) => all.indexOf(one) !== i);
  return [
    ...twice(names).map((name) => `Two living contacts are called ${name}.`),
    ...twice(keys).map((key) => `Two contacts have the sender ${key}.`),
  ];
}

/**
 * 7: what was issued is applied, so it is in a table or a history; or it is in a conflict that its author sees, or has
 * seen and put away; or its author wrote over it before anybody else could see it, in what was refused as a whole; or it
 * belonged to a contact that was deleted, which purges it (B59).
 */
function conservation(tables: Tables, members: readonly Member[]) {
  const applied = JSON.stringify([tables.contact, tables.sender, tables.record, tables.history]);
  const deleted = tables.contact.flatMap(({ id, deleted }) => (deleted === 1 ? [String(id)] : []));
  const facts = {
    issued: 0,
    applied: 0,
    inConflicts: 0,
    seenAndPutAway: 0,
    superseded: 0,
    undone: 0,
    purged: 0,
    purgedWithSurvivor: 0,
  };
  const merges = mergesOf(members);
  const problems: string[] = [];
  for (const member of members) {
    const entries = member.issued();
    const done = new Set(entries.flatMap(({ n, state }) => (state === 'done' ? [n] : [])));
    // Devices of one person share their conflicts, and what they have put away.
    const persons = members.filter(({ userId }) => userId === member.userId).flatMap((one) => one.issued());
    const seen = JSON.stringify(persons.filter(({ state }) => state === 'seen'));
    const own = JSON.stringify(tables.conflict.filter(({ user_id }) => user_id === member.userId));
    const gone = new Set([...deleted, ...deletedBy(entries)]);
    for (const [at, entry] of entries.entries()) {
      if (entry.state !== 'meant' || !done.has(entry.n)) continue;
      facts.issued += 1;
      const { mark } = entry;
      if (mark === null) continue;
      if (applied.includes(mark)) facts.applied += 1;
      else if (own.includes(mark)) facts.inConflicts += 1;
      else if (seen.includes(mark)) facts.seenAndPutAway += 1;
      else if (isSuperseded(entry, entries.slice(at + 1), done, own + seen)) facts.superseded += 1;
      else if (isUndone(entry, entries.slice(at + 1), done)) facts.undone += 1;
      else if (entry.contacts.some((id) => gone.has(id))) facts.purged += 1;
      else if (survivorsOf(entry.contacts, merges).some((id) => gone.has(id))) facts.purgedWithSurvivor += 1;
      else
        problems.push(
          `${member.name}: ${JSON.stringify(entry)} has vanished. ${told(entry.contacts, tables, members)}`,
        );
    }
  }
  return { facts, problems };
}

/** What is known of contacts, for whoever looks for what has vanished with them. */
function told(
  contacts: readonly string[],
  { contact, conflict }: Tables,
  members: readonly Member[],
): string {
  const isAbout = (one: unknown) => contacts.some((id) => JSON.stringify(one).includes(id));
  const deeds = members.flatMap((member) => {
    const entries = member.issued();
    const ends = new Map(entries.flatMap(({ n, state }) => (state === 'meant' ? [] : [[n, state] as const])));
    return entries
      .filter((entry) => (entry.state === 'meant' || entry.state === 'seen') && isAbout(entry))
      .map((entry) =>
        entry.state === 'meant'
          ? `${member.name} ${entry.n} ${entry.name} ${entry.mark ?? ''} ${ends.get(entry.n) ?? 'died'}`
          : `${member.name} ${entry.n} saw ${JSON.stringify(entry)}`,
      );
  });
  const rows = [...contact.filter(isAbout), ...conflict.filter(isAbout)].map((row) => JSON.stringify(row));
  return ['Done with it:', ...deeds, 'Left of it:', ...rows].join('\n    ');
}

/** Who was merged into whom, at some time, as far as anybody meant to. */
function mergesOf(members: readonly Member[]): Map<string, string[]> {
  const merges = new Map<string, string[]>();
  for (const entry of members.flatMap((member) => member.issued())) {
    if (entry.state !== 'meant' || entry.name !== 'contact.merge') continue;
    const [from = '', into = ''] = entry.contacts;
    merges.set(from, [...(merges.get(from) ?? []), into]);
  }
  return merges;
}

/** An edit of a merged contact is one of its survivor, stays there when the merge is undone, and goes with it. */
function survivorsOf(ids: readonly string[], merges: ReadonlyMap<string, string[]>): string[] {
  const reached = new Set(ids);
  for (const id of reached) for (const into of merges.get(id) ?? []) reached.add(into);
  return [...reached];
}

/** What somebody deleted of their own before the server had ever taken it: of its refused create nothing stays either. */
function deletedBy(entries: readonly Entry[]): string[] {
  return entries.flatMap((entry) =>
    entry.state === 'meant' && entry.name === 'contact.delete' ? entry.contacts : [],
  );
}

type Meant = Extract<Entry, { state: 'meant' }>;

/** Whoever merged took it back: what they had chosen for it went with it, and where both came in one push no history knew. */
function isUndone(one: Meant, later: readonly Entry[], done: ReadonlySet<string>): boolean {
  return later.some(
    (entry) =>
      entry.state === 'meant' &&
      done.has(entry.n) &&
      entry.name === 'contact.unmerge' &&
      one.name === 'contact.merge' &&
      entry.contacts.join() === one.contacts.join(),
  );
}

/** Both edits of one value went into the same conflict, that of a create that was refused: it holds the last value. */
function isSuperseded(
  one: Meant,
  later: readonly Entry[],
  done: ReadonlySet<string>,
  conflicts: string,
): boolean {
  return later.some(
    (entry) =>
      entry.state === 'meant' &&
      done.has(entry.n) &&
      entry.place !== undefined &&
      entry.place === one.place &&
      conflicts.includes(entry.mark ?? one.n),
  );
}
