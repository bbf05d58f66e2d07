import type { AttributeKind } from '#lib/model/attribute.ts';
import { customTypes, kindOf, type CustomType } from '#lib/model/attribute.ts';
import { textOf } from '#lib/model/field.ts';
import type { Filter } from '#lib/model/filter.ts';
import type { Matching } from '#lib/messages/book.ts';
import { packColumns } from '#lib/search/columns.ts';
import { countLinesOf, readyFilter, type Matcher } from '#lib/search/filter.ts';
import { factsOfContacts } from '#lib/store/facts.ts';
import { recordsOfKind } from '#lib/store/read-contacts.ts';
import { searchBlocks } from '#lib/store/read-list.ts';
import type { Replica } from './replica.ts';

/** How many contacts match each of these filters, in their order (E12, E23). */
export async function count(replica: Replica, filters: readonly Filter[]): Promise<number[]> {
  const ready = await readyFilters(replica, filters);
  const all = [...(await factsOfContacts(replica.db, await allIds(replica))).values()];
  const block = packColumns(all);
  return ready.map((matches) => countLinesOf(matches(block)));
}

/** The ids of the contacts that match, in no order: "select all that match" (G31). */
export async function idsOf(
  replica: Replica,
  { text, filter = { groups: [] } }: Matching,
  limit: number,
): Promise<string[]> {
  const [matches] = await readyFilters(replica, [filter]);
  const index = await replica.search();
  const { ids } = await index.window({ text, order: 'best', offset: 0, limit: 1_000_000 });
  const facts = await factsOfContacts(replica.db, ids);
  const lines = matches?.(packColumns(ids.map((id) => facts.get(id) ?? {})));
  return ids.filter((_, line) => lines?.[line] === 1).slice(0, limit);
}

async function allIds({ db }: Replica): Promise<string[]> {
  return (await searchBlocks(db)).flatMap(({ ids }) => (ids === '' ? [] : ids.split('\n')));
}

/** Makes filters ready for the attributes that this workspace has now. */
async function readyFilters(replica: Replica, filters: readonly Filter[]): Promise<Matcher[]> {
  const kind = await attributeKinds(replica);
  return filters.map((filter) => readyFilter(filter, { kind, now: Date.now() }));
}

/** How each attribute compares, those of the team's own among them; null for one that there is not. */
export async function attributeKinds({ db }: Replica): Promise<(key: string) => AttributeKind | null> {
  const types = new Map(
    (await recordsOfKind(db, 'attribute')).map(({ id, fields }) => [id, textOf(fields, 'type')]),
  );
  const typeOf = (id: string) => customTypes.find((type) => type === types.get(id)) ?? null;
  return (key) => kindOf(key, typeOf satisfies (id: string) => CustomType | null);
}
