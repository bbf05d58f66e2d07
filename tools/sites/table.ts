import type { Recipe } from '#lib/detect/recipe.ts';
import { knownOf, type Known, type KnownRecipes } from '#lib/sites/known.ts';
import { recipeIdOf, type Site, type SiteKind } from '#lib/sites/site.ts';

/** A saved page that a recipe is held to, as `tests/fixtures/pages` has it. */
export type Proof = { site: string; rendered?: 'from its templates'; written?: 'from facts' };

const GROUPS: Readonly<Record<SiteKind, string>> = {
  webmail: 'Webmail',
  marketplace: 'Marketplaces',
  shop: 'Shops and order hubs',
  messenger: 'Messengers and social networks',
  helpdesk: 'Helpdesks and comments',
  mail: 'E-mail integrations',
  test: 'For demonstration',
};

const GRADES = {
  proven: 'proven',
  facts: 'from facts',
  address: 'by address',
  none: 'by hand',
} as const;

const HEAD = `# Sites

Made by \`npm run sites\` from the catalogue (\`lib/sites\`), the recipes and the pages in \`tests/fixtures/pages\`; a test holds it to that.

- **proven**: read right on saved pages of the real application, or on what its own templates made of invented people where it could not be had to run.
- **from facts**: hosts and hooks are known, no page could be had; its fixtures were written from the facts.
- **by address**: only the page's address tells something, or nobody on the page can be told dependably; the person is picked by hand.
- **by hand**: nothing is read; people are added by hand, or the page is taught by pointing.

Pages: how many saved pages prove the recipe, how many its own templates rendered, and how many were written from facts. No selector or pattern of a recipe is without one.
`;

/** The document of all sites: what each is, how well it is read, what proves that, and what is read. Markdown. */
export function sitesDocument(
  catalogue: readonly Site[],
  recipes: readonly Recipe[],
  proofs: readonly Proof[],
): string {
  const known = knownOf(recipes);
  const kinds = Object.keys(GROUPS) as SiteKind[];
  const groups = kinds.map((kind) => groupOf(kind, catalogue, known, proofs));
  return [HEAD, summaryOf(catalogue, known, proofs), ...groups].join('\n');
}

function summaryOf(catalogue: readonly Site[], known: KnownRecipes, proofs: readonly Proof[]): string {
  const sites = catalogue.filter(({ kind }) => kind !== 'test');
  const count = (grade: keyof typeof GRADES) => sites.filter((site) => gradeOf(site, known) === grade).length;
  const pages = pagesAmong(proofs).join(', ');
  return `${sites.length} sites: ${count('proven')} proven, ${count('facts')} from facts, ${count('address')} by address, ${count('none')} by hand. ${Object.keys(known).length} recipes; pages: ${pages}.\n`;
}

function groupOf(
  kind: SiteKind,
  catalogue: readonly Site[],
  known: KnownRecipes,
  proofs: readonly Proof[],
): string {
  const rows = catalogue
    .filter((site) => site.kind === kind)
    .map((site) => rowOf(site, known[recipeIdOf(site)], proofs));
  return [
    `## ${GROUPS[kind]}\n`,
    '| Site | Where | Grade | Pages | Read | Relay domains |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function rowOf(site: Site, known: Known | undefined, proofs: readonly Proof[]): string {
  const cells = [
    site.listed === undefined ? nameOf(site) : `**${nameOf(site)}**`,
    whereOf(site),
    GRADES[gradeOf(site, known && { [recipeIdOf(site)]: known })],
    pagesOf(site, known, proofs),
    readOf(site, known),
    (site.relays ?? []).map((relay) => `\`${relay}\``).join(', '),
  ];
  return `| ${cells.join(' | ')} |`;
}

function nameOf({ name, listed, id }: Site): string {
  return name ?? listed ?? id;
}

function whereOf({ hosts, anywhere, path }: Site): string {
  const own = anywhere ? [path === undefined ? 'its host is typed' : `any host, \`${escaped(path)}\``] : [];
  return [...hosts.map((host) => `\`${host.replace(/^https:\/\/|\/\*$/gu, '')}\``), ...own].join(', ');
}

function gradeOf(site: Site, known: KnownRecipes | undefined): keyof typeof GRADES {
  const grade = known?.[recipeIdOf(site)]?.grade ?? 'none';
  return grade === 'taught' ? 'none' : grade;
}

function pagesOf(site: Site, known: Known | undefined, proofs: readonly Proof[]): string {
  if (!known) return '';
  return pagesAmong(proofs.filter((proof) => proof.site === recipeIdOf(site))).join(', ');
}

function pagesAmong(proofs: readonly Proof[]): string[] {
  const written = proofs.filter((proof) => proof.written).length;
  const rendered = proofs.filter((proof) => proof.rendered).length;
  const counts = { saved: proofs.length - rendered - written, rendered, written };
  return Object.entries(counts).flatMap(([kind, count]) => (count > 0 ? [`${count} ${kind}`] : []));
}

function readOf(site: Site, known: Known | undefined): string {
  const from = site.recipe === undefined ? '' : ` (recipe \`${site.recipe}\`)`;
  if (site.readIn) return `in ${site.readIn.map((id) => `\`${id}\``).join(', ')}`;
  if (!known) return '';
  return (known.reads.length > 0 ? known.reads.join(', ') : 'the site alone') + from;
}

/** A bar within code would end the cell. */
function escaped(pattern: string): string {
  return pattern.replaceAll('|', String.raw`\|`);
}
