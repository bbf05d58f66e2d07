import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { recipes } from '#lib/sites/recipes.ts';
import { bundle } from '../../../tools/detect/bundle.ts';
import { openBrowser, runApart, serveAlone, VIEWPORT } from '../../../tools/detect/saved-pages.ts';
import { fixtures } from './fixtures.ts';
import type { Examination } from './in-page/examine.ts';
import { STRANGER } from './in-page/mutants.ts';

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
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: VIEWPORT });
  const page = await context.newPage();
  const open = await serveAlone(page);
  const session = await context.newCDPSession(page);
  for (const fixture of fixtures) {
    await open(fixture);
    const call = [fixture.site, { url: fixture.url, own: fixture.own }, OWN].map((part) =>
      JSON.stringify(part),
    );
    const answer = await runApart(session, `${script};carnet.examine(document,${call.join(',')})`);
    examined.set(fixture.name, JSON.parse(answer) as Examination);
  }
}, 300_000);

afterAll(async () => await browser?.close());

const examinationOf = (name: string): Examination => {
  const found = examined.get(name);
  if (!found) throw new Error(`${name} was not examined.`);
  return found;
};

describe.each(fixtures)('$name', ({ name, expected }) => {
  const right = new Set([...expected.requesters.map(({ address }) => address), ...(expected.optional ?? [])]);

  test('A8: shows whoever wrote the message, and nobody else', () => {
    const told = examinationOf(name).requesters.map(({ name, address, channel, readFrom, confidence }) => ({
      name,
      address,
      channel,
      readFrom,
      confidence,
    }));
    expect(told).toEqual(expected.requesters);
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
    const { bodies } = examinationOf(name);
    expect(bodies.slice(0, 1)).toEqual(expected.requesters.slice(0, 1).map(() => !HIDES_MESSAGE.test(name)));
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

test.each(recipes)('law 7: every selector and pattern of $site is proven by a saved page', ({ site: id }) => {
  const proven = new Map<string, boolean>();
  for (const { site, name } of fixtures)
    for (const [claim, holds] of site === id ? examinationOf(name).claims : [])
      proven.set(claim, holds || proven.get(claim) === true);
  expect(proven.size).toBeGreaterThan(5);
  expect([...proven].filter(([, holds]) => !holds).map(([claim]) => claim)).toEqual([]);
});

test('law 8: how many mutants stay right is known', () => {
  const mutants = fixtures.flatMap(({ name, expected }) =>
    expected.requesters.length === 0
      ? []
      : examinationOf(name).mutants.map(
          ({ requesters }) => requesters[0]?.address === expected.requesters[0]?.address,
        ),
  );
  const right = mutants.filter(Boolean).length / mutants.length;
  expect(right).toBeGreaterThan(0.8);
});
