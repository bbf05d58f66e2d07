import type { Site } from './site.ts';
import { helpdesks } from './helpdesks.ts';
import { webmails } from './webmails.ts';

/** Every site that is known, in the order in which those of any host are tried. */
export const catalogue: readonly Site[] = [...webmails, ...helpdesks];

const byId = new Map(catalogue.map((site) => [site.id, site]));

export function siteById(id: string): Site | undefined {
  return byId.get(id);
}
