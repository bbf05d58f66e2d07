import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import type { Requester } from '#lib/model/requester.ts';
import { recipesAt } from '#lib/sites/at.ts';
import { recipes } from '#lib/sites/recipes.ts';
import { bundle } from '../../../tools/detect/bundle.ts';
import { openBrowser } from '../../../tools/detect/saved-pages.ts';
import { allFixtures, fixtures, type Fixture } from './fixtures.ts';
import type { Examination } from './in-page/examine.ts';
import { STRANGER } from './in-page/mutants.ts';
import { SavedWindow } from './saved-window.ts';

// Layout decides what is visible, so every saved page is opened in a real browser, once, in one batch.
// What a team knows of itself even where a page no longer shows it.
const OWN = ['biuro@lampka.example', 'kuba@lampka.example', 'sklep@lampka.example'];
/** Pages on which the message is folded away, under our own answer perhaps, or is printed. */
const HIDES_MESSAGE = /^gmail\/.*(?:print|refolded|pane-folded|own-last)/u;
const examined = new Map<string, Examination>();
let browser: Browser;

beforeAll(async () => {
  const script = await bundle('tests/unit/detect/in-page/examine.ts');
  browser = await openBrowser();
  const window = await SavedWindow.open(browser, script);
  const imitations = new Map<string, string>();
  for (const fixture of oneOfEach(allFixtures)) {
    const names = fixture.expected.requesters.flatMap(({ name, address }) => [address, name].filter(Boolean));
    imitations.set(fixture.site, await window.ask(fixture, 'imitationOf', names));
  }
  for (const fixture of fixtures) {
    const { site, url, own, people = [] } = fixture;
    const neighbours = recipesAt(url).filter((id) => recipesAt('https://anywhere.example/').includes(id));
    const others = [...imitations].flatMap(([id, html]) =>
      id !== site && neighbours.includes(id) ? [html] : [],
    );
    const given = { own: OWN, people, neighbours, imitations: others };
    const answer = await window.ask(fixture, 'examine', site, { url, own }, given);
    examined.set(fixture.name, JSON.parse(answer) as Examination);
  }
}, 300_000);

afterAll(async () => await browser?.close());

/** Of each site that may stand on any host, a page that shows somebody. */
function oneOfEach(all: Fixture[]): Fixture[] {
  const anywhere = recipesAt('https://anywhere.example/');
  const showing = all.filter(
    ({ site, expected }) => anywhere.includes(site) && expected.requesters.length > 0,
  );
  return showing.filter(({ site }, index) => showing.findIndex((other) => other.site === site) === index);
}

const examinationOf = (name: string): Examination => {
  const found = examined.get(name);
  if (!found) throw new Error(`${name} was not examined.`);
  return found;
};

/** Of somebody who was read, what a fixture names, and what it must always name. */
function only(requester: Requester, expected: object = {}): Partial<Requester> {
  const named = new Set(['name', 'address', 'channel', 'readFrom', 'confidence', ...Object.keys(expected)]);
  return Object.fromEntries(Object.entries(requester).filter(([key]) => named.has(key)));
}

describe.each(fixtures)('$name', ({ name, expected, isFolded = false }) => {
  const right = new Set([...expected.requesters.map(({ address }) => address), ...(expected.optional ?? [])]);

  test('A8: shows whoever wrote the message, and nobody else', () => {
    const { requesters } = examinationOf(name);
    const told = requesters.map((requester, index) => only(requester, expected.requesters[index]));
    expect(told).toEqual(expected.requesters);
  });

  test('C22: what the page says beside is told even where it names nobody', () => {
    const { about } = examinationOf(name);
    const named = { name: about?.name ?? '', address: about?.address ?? '' };
    const nobody = expected.requesters.length === 0 ? { name: '', address: '' } : {};
    expect({ ...named, ...about }).toMatchObject(expected.about ?? nobody);
  });

  test('R11: a composer tells whom the answer goes to, and no other page does', () => {
    expect(examinationOf(name).answered).toEqual(expected.answered ?? []);
  });

  test('reading changes nothing, and the chip stands where it is seen', () => {
    const { isUntouched, chips } = examinationOf(name);
    expect(isUntouched).toBe(true);
    expect(chips).toEqual(expected.requesters.map(() => true));
  });

  test('B52: the message of a blocked contact can be covered where it is in sight, and nobody else’s is', () => {
    const { bodies, namesBodies } = examinationOf(name);
    const isSeen = namesBodies && !isFolded && !HIDES_MESSAGE.test(name);
    expect(bodies.slice(0, 1)).toEqual(expected.requesters.slice(0, 1).map(() => isSeen));
  });

  test('law 8: a page that changes its markup loses the person, but never shows another', () => {
    const wrong = examinationOf(name).mutants.flatMap(({ name, requesters }) =>
      requesters.filter(({ address }) => !right.has(address)).map(({ address }) => `${name}: ${address}`),
    );
    expect(wrong).toEqual([]);
  });

  test('law 8: neither a hidden message nor a body that imitates a header changes what is read', () => {
    const addresses = ({ requesters }: Pick<Examination, 'requesters'>) =>
      requesters.map(({ address }) => address);
    const examination = examinationOf(name);
    const shaken = examination.mutants
      .filter(({ mayLose }) => !mayLose)
      .map((mutant) => [mutant.name, ...addresses(mutant)]);
    expect(shaken).toEqual(
      shaken.map(([change]) => [change, ...expected.requesters.map(({ address }) => address)]),
    );
    expect(shaken.flat()).not.toContain(STRANGER);
  });
});

test('law 8: a message that holds the pages of all other sites is taken for none of them', () => {
  const fooled = fixtures.flatMap(({ name, expected }) => {
    const right = new Set(['', expected.requesters[0]?.address ?? '', ...(expected.optional ?? [])]);
    // Whom an answer goes to that is being written there.
    const isAnswered = (address: string) => expected.answered?.some((one) => one.includes(`<${address}>`));
    const wrong = examinationOf(name).impostors.filter(
      (address) => !right.has(address) && !isAnswered(address),
    );
    return wrong.length > 0 ? [`${name}: ${wrong.join(', ')}`] : [];
  });
  expect(fooled).toEqual([]);
});

/** All of them, or those that are looked at alone. */
const looked = new Set(fixtures.map(({ site }) => site));
const chosen = process.env.CARNET_SITES ? recipes.filter(({ site }) => looked.has(site)) : recipes;

test.each(chosen)('law 7: every selector and pattern of $site is proven by a page', ({ site: id }) => {
  const proven = new Map<string, boolean>();
  for (const { site, name } of fixtures)
    for (const [claim, holds] of site === id ? examinationOf(name).claims : [])
      proven.set(claim, holds || proven.get(claim) === true);
  expect(proven.size).toBeGreaterThan(0);
  expect([...proven].filter(([, holds]) => !holds).map(([claim]) => claim)).toEqual([]);
});

test('law 7: a site counts as proven only by a page that was saved from it', () => {
  const proven = recipes.filter(({ site, grade }) => grade === 'proven' && looked.has(site));
  const saved = new Set(fixtures.filter(({ written }) => !written).map(({ site }) => site));
  expect(proven.filter(({ site }) => !saved.has(site))).toEqual([]);
});

test('law 8: how many mutants stay right is known, and told', () => {
  const counts = countMutants();
  for (const [site, { pages, right, lost, wrong }] of counts) {
    const share = Math.round((100 * right) / (right + lost + wrong));
    say(
      `${site}: ${pages} pages, ${right} of ${right + lost + wrong} changes stay right (${share} %), ${wrong} wrong`,
    );
  }
  const all = [...counts.values()].reduce((sum, { right }) => sum + right, 0);
  const lost = [...counts.values()].reduce((sum, count) => sum + count.lost + count.wrong, 0);
  say(`all: ${all} of ${all + lost} changes stay right`);
  expect(all / (all + lost)).toBeGreaterThan(0.8);
});

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Of each site's pages that show somebody, how many changed ones still show them, nobody, or somebody else. */
function countMutants() {
  const counts = new Map<string, { pages: number; right: number; lost: number; wrong: number }>();
  for (const { site, name, expected } of fixtures) {
    const [first] = expected.requesters;
    if (!first) continue;
    const count = counts.get(site) ?? { pages: 0, right: 0, lost: 0, wrong: 0 };
    counts.set(site, count);
    count.pages += 1;
    const allowed = new Set([
      ...expected.requesters.map(({ address }) => address),
      ...(expected.optional ?? []),
    ]);
    for (const { requesters } of examinationOf(name).mutants) {
      const [read] = requesters;
      if (read?.address === first.address) count.right += 1;
      else if (!read || allowed.has(read.address)) count.lost += 1;
      else count.wrong += 1;
    }
  }
  return counts;
}
