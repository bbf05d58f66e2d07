import 'fake-indexeddb/auto';
import type { NewChange } from '#lib/protocol/change.ts';
import { applyChange } from '#lib/store/apply-changes.ts';
import { buildColumns } from '#lib/store/build-columns.ts';
import { BookDb } from '#lib/store/db.ts';
import { counts, packedBlocks } from '#lib/store/read-list.ts';
import { setUser } from '#lib/store/workspace.ts';
import { syncRound } from '#lib/sync/round.ts';
import { createServerApi } from '#lib/sync/server-api.ts';
import { FACT, packContact, PART } from '#lib/search/pack.ts';
import { columnsOf } from '../../unit/store/columns-of.ts';
import type { Person } from '../team.ts';

export const AT = '2026-11-21T10:00:00.000Z';
const NEVER = new AbortController().signal;

/** Where a replica's worker is killed, or its network broken: called at each step; throws where it ends. */
export type Fuse = (step: string) => void;

/** A database that burns the fuse at every read and write. After that it answers nothing any more, like a dead worker. */
function fused(db: BookDb, fuse: Fuse): BookDb {
  db.use({
    stack: 'dbcore',
    name: 'fuse',
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name);
        return {
          ...table,
          mutate: (asked) => (fuse(`mutate ${name}`), table.mutate(asked)),
          get: (asked) => (fuse(`get ${name}`), table.get(asked)),
          getMany: (asked) => (fuse(`getMany ${name}`), table.getMany(asked)),
          query: (asked) => (fuse(`query ${name}`), table.query(asked)),
          count: (asked) => (fuse(`count ${name}`), table.count(asked)),
          openCursor: (asked) => (fuse(`openCursor ${name}`), table.openCursor(asked)),
        };
      },
    }),
  });
  return db;
}

/** One device of a person: its IndexedDB stays, its worker (the Dexie instance) comes and goes. */
export class Device {
  readonly url: string;
  readonly workspace: string;
  readonly person: Person;
  /** Tells this device's database from others' of the same workspace. */
  readonly name: string;
  db: BookDb;
  fetch: typeof fetch = fetch;
  now = Date.parse(AT);

  constructor(url: string, workspace: string, person: Person, name: string) {
    this.url = url;
    this.workspace = workspace;
    this.person = person;
    this.name = name;
    this.db = this.open();
  }

  /** Another worker instance on the same data. */
  open(fuse?: Fuse): BookDb {
    const db = new BookDb(this.workspace);
    Object.defineProperty(db, 'name', { value: `carnet-${this.workspace}-${this.name}` });
    return fuse ? fused(db, fuse) : db;
  }

  async begin(): Promise<this> {
    await setUser(this.db, this.person.userId);
    return this;
  }

  restart(): void {
    this.db.close();
    this.db = this.open();
  }

  api(through: typeof fetch = this.fetch) {
    return createServerApi({
      url: this.url,
      token: () => Promise.resolve(this.person.token),
      fetch: through,
      clock: { now: () => this.now },
    });
  }

  round(db = this.db, through: typeof fetch = this.fetch): Promise<void> {
    return syncRound(db, this.api(through), { now: () => this.now }, NEVER);
  }

  do(change: NewChange): Promise<void> {
    return applyChange(this.db, change, AT);
  }

  /** What all replicas of a workspace must agree on, and what only this user has to see. */
  async see() {
    const { db } = this;
    const contacts = (await db.contacts.toArray()).map((row) => ({ ...row, block: null }));
    const merged = await db.merged.toArray();
    const rootOf = (id: string): string => {
      const link = merged.find((row) => row.id === id);
      return link ? rootOf(link.mergedInto) : id;
    };
    const senders = await db.senders.toArray();
    const packed = new Map(
      (await packedBlocks(db)).flatMap(({ ids, lines }) => ids.map((id, i) => [id, lines[i]] as const)),
    );
    return {
      contacts,
      merged,
      senders,
      records: await db.records.toArray(),
      members: await db.members.toArray(),
      unpacked: contacts.filter(
        (row) =>
          !sameLine(
            packed.get(row.id),
            packContact(
              row,
              senders.filter((s) => rootOf(s.contactId) === row.id),
              merged.filter(({ id }) => rootOf(id) === row.id).map(({ name }) => name),
            ),
          ),
      ),
      wrongFacts: await wrongFacts(db),
      lines: packed.size,
      counted: (await counts(db)).contacts,
    };
  }

  conflicts() {
    return this.db.conflicts.orderBy('id').toArray();
  }
}

/** Columns of facts, made where they are marked, that are not what the rows alone would give. */
async function wrongFacts(db: BookDb): Promise<string[]> {
  await buildColumns(db);
  const { stored, expected } = await columnsOf(db);
  return [...new Set(stored).symmetricDifference(new Set(expected))];
}

/** The order of a line's parts is nobody's promise. */
function sameLine(a: string | undefined, b: string): boolean {
  const parts = (line: string) => line.replaceAll(FACT, PART).split(PART).toSorted().join();
  return a !== undefined && parts(a) === parts(b);
}

/** All devices sync until nobody has anything new. */
export async function settle(devices: readonly Device[]): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) for (const device of devices) await device.round();
}

export class Killed extends Error {}
