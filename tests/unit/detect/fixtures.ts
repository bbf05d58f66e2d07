import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Requester } from '#lib/model/requester.ts';

const folder = resolve(import.meta.dirname, '../../fixtures/pages');

type Told = Pick<Requester, 'name' | 'address' | 'channel' | 'readFrom' | 'confidence'>;

/** A saved page: `<site>/<date>-<case>.html`, and beside it a `.json` of where it stood and what is right. */
export type Fixture = {
  site: string;
  name: string;
  path: string;
  url: string;
  own: string[];
  /** Whom the reader must tell of, in this order; `optional` may be read where the rest became unreadable; `answered` are whom a composer's answer goes to. */
  expected: { requesters: Told[]; optional?: string[]; answered?: string[] };
};

export const fixtures: Fixture[] = readdirSync(folder).flatMap((site) =>
  readdirSync(join(folder, site))
    .filter((file) => file.endsWith('.html'))
    .map((file) => {
      const path = join(folder, site, file);
      const facts = JSON.parse(readFileSync(path.replace(/html$/u, 'json'), 'utf8')) as Omit<Fixture, 'site'>;
      return { ...facts, site, name: `${site}/${file}`, path };
    }),
);
