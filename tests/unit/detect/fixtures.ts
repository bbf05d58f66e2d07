import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { About, Requester } from '#lib/model/requester.ts';

const folder = resolve(import.meta.dirname, '../../fixtures/pages');

/** What is told of somebody: of what may be told beside, what a fixture names is compared. */
type Told = Pick<Requester, 'name' | 'address' | 'channel' | 'readFrom' | 'confidence'> &
  Partial<Pick<Requester, 'orders' | 'phone' | 'country' | 'integration' | 'status' | 'also' | 'subject'>>;

/** A saved page: `<site>/<date>-<case>.html`, and beside it a `.json` of where it stood and what is right. */
export type Fixture = {
  site: string;
  name: string;
  path: string;
  url: string;
  own: string[];
  /** Whom the reader must tell of, in this order; `optional` may be read where the rest became unreadable; `answered` are whom a composer's answer goes to. */
  expected: {
    requesters: Told[];
    /** What the page says though it names nobody; what is named here is compared. */
    about?: Partial<About>;
    /** Whom the rows of a list are from (R8), in their order; address '' for one that is not marked. */
    rows?: { address: string; name: string }[];
    optional?: string[];
    answered?: string[];
  };
  /** Logins and names that stand in the page as text: no translation changes them. */
  people?: string[];
  /** What the message says is folded away, or is no part of the page. */
  isFolded?: true;
  /** The application could not be had to run: its own templates, executed, made the page of invented people. */
  rendered?: 'from its templates';
  /** The page was written from what is known of the site, since none could be saved. */
  written?: 'from facts';
};

/** `CARNET_SITES=gmail,sogo` looks at these alone, while a recipe is being written. */
const looked = process.env.CARNET_SITES?.split(',');

export const allFixtures: Fixture[] = readdirSync(folder).flatMap((site) =>
  readdirSync(join(folder, site))
    .filter((file) => file.endsWith('.html'))
    .map((file) => {
      const path = join(folder, site, file);
      const facts = JSON.parse(readFileSync(path.replace(/html$/u, 'json'), 'utf8')) as Omit<Fixture, 'site'>;
      return { ...facts, site, name: `${site}/${file}`, path };
    }),
);

export const fixtures = allFixtures.filter(({ site }) => looked?.includes(site) ?? true);
