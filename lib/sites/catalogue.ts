import { demonstrations, helpdesks } from './helpdesks.ts';
import { mail } from './mail.ts';
import { marketplaces } from './marketplaces.ts';
import { messengers } from './messengers.ts';
import { mirakl } from './mirakl.ts';
import { shops } from './shops.ts';
import type { Site } from './site.ts';
import { webmails } from './webmails.ts';

/** Every site that is known (C22), by groups, in the order in which those of any host are tried. */
export const catalogue: readonly Site[] = [
  ...webmails,
  ...messengers,
  ...marketplaces,
  ...mirakl,
  ...shops,
  ...helpdesks,
  ...mail,
  ...demonstrations,
];

const byId = new Map(catalogue.map((site) => [site.id, site]));

export function siteById(id: string): Site | undefined {
  return byId.get(id);
}
