import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { catalogue } from '#lib/sites/catalogue.ts';
import { recipes } from '#lib/sites/recipes.ts';
import { allFixtures } from '#tests/unit/detect/fixtures.ts';
import { sitesDocument } from './sites/table.ts';

/** `npm run sites` writes docs/sites.md: what is known of each site, told by catalogue, recipes and saved pages. */
const file = resolve(import.meta.dirname, '../docs/sites.md');
writeFileSync(file, sitesDocument(catalogue, recipes, allFixtures));
console.log(file);
