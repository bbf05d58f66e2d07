import { eachValue } from '#lib/search/columns.ts';
import type { Replica } from './replica.ts';

/** How many contacts have each value of an attribute, by value (B47). */
export async function valueCounts(replica: Replica, attribute: string): Promise<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { columns } of (await replica.search([attribute])).blocks())
    eachValue(columns, attribute, (_line, values) => {
      for (const value of [values].flat()) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
    });
  return Object.fromEntries(counts);
}
