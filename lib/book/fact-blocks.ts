import type { FactBlock } from '#lib/search/twins.ts';
import type { Replica } from './replica.ts';

/** What tells that two contacts may be one (B20, B21, R13), of all contacts. */
export async function factBlocks(replica: Replica): Promise<FactBlock[]> {
  const columns = ['emails', 'phones', 'orders', 'postcode', 'deliveryName', 'blocked'];
  return (await replica.search(columns)).blocks();
}
