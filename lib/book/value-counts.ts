import { factsOfContacts } from '#lib/store/facts.ts';
import type { Replica } from './replica.ts';
import { idsOf } from './filter.ts';

/** How many contacts have each value of an attribute, by value (B47). */
export async function valueCounts(replica: Replica, attribute: string): Promise<Record<string, number>> {
  const known = { groups: [[{ attribute, is: 'known' as const, value: null }]] };
  const ids = await idsOf(replica, { text: '', filter: known }, 1_000_000);
  const counts = new Map<string, number>();
  for (const facts of (await factsOfContacts(replica.db, ids)).values())
    for (const value of [facts[attribute] ?? []].flat())
      counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  return Object.fromEntries(counts);
}
