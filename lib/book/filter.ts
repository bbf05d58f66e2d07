import { customTypes, kindOf, type AttributeKind, type CustomType } from '#lib/model/attribute.ts';
import { textOf } from '#lib/model/field.ts';
import type { Filter } from '#lib/model/filter.ts';
import type { Matching } from '#lib/messages/book.ts';
import { readyFilter } from '#lib/search/filter.ts';
import type { Narrow } from '#lib/search/search-index.ts';
import { recordsOfKind } from '#lib/store/read-contacts.ts';
import { counts } from '#lib/store/read-list.ts';
import { withIds } from './filter-names.ts';
import type { Replica } from './replica.ts';

/** How many contacts match each of these filters, in their order (E12, E23). */
export async function count(replica: Replica, filters: readonly Filter[]): Promise<number[]> {
  const ready = await readyFilters(replica, filters);
  const asked = ready.filter((one) => one !== null);
  const found = asked.length === 0 ? [] : await countAsked(replica, asked);
  const everybody = asked.length === ready.length ? 0 : (await counts(replica.db)).contacts;
  let next = 0;
  return ready.map((one) => (one ? (found[next++] ?? 0) : everybody));
}

async function countAsked(replica: Replica, asked: readonly Ready[]): Promise<number[]> {
  const index = await replica.facts(asked.flatMap(({ columns }) => columns));
  return index.count(asked.map(({ matches }) => matches));
}

/** The ids of the contacts that match, in no order: "select all that match" (G31). */
export async function idsOf(replica: Replica, { text, filter }: Matching, limit: number): Promise<string[]> {
  const narrow = filter ? await readyOne(replica, filter) : null;
  const index = await replica.search(narrow?.columns);
  return index.ids({ text, filter: narrow ?? undefined }, limit);
}

/** A filter made ready for the search, and the columns it reads. */
export type Ready = Narrow & { columns: string[] };

/** Null where the filter lets everybody through. */
export async function readyOne(replica: Replica, filter: Filter): Promise<Ready | null> {
  return (await readyFilters(replica, [filter]))[0] ?? null;
}

/** Makes filters ready for the attributes, tags and members that this workspace has now. */
async function readyFilters(replica: Replica, filters: readonly Filter[]): Promise<(Ready | null)[]> {
  const [kind, inIds] = [await attributeKinds(replica), await withIds(replica, filters)];
  const now = Date.now();
  const today = new Date(now).toDateString();
  return inIds.map((filter) => {
    if (filter.groups.length === 0 || filter.groups.some((group) => group.length === 0)) return null;
    const columns = [...new Set(filter.groups.flat().map(({ attribute }) => attribute))];
    const key = JSON.stringify([filter, columns.map(kind), today]);
    return { key, columns, matches: readyFilter(filter, { kind, now }) };
  });
}

/** How each attribute compares, those of the team's own among them; null for one that there is not. */
export async function attributeKinds({ db }: Replica): Promise<(key: string) => AttributeKind | null> {
  const types = new Map(
    (await recordsOfKind(db, 'attribute')).map(({ id, fields }) => [id, textOf(fields, 'type')]),
  );
  const typeOf = (id: string): CustomType | null =>
    customTypes.find((type) => type === types.get(id)) ?? null;
  return (key) => kindOf(key, typeOf);
}
