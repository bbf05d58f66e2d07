import type { Browser } from 'playwright-core';
import { bundle } from '../../../tools/detect/bundle.ts';
import { runApart, serveAlone, VIEWPORT } from '../../../tools/detect/saved-pages.ts';
import type { Fixture } from '../detect/fixtures.ts';
import type { Lesson, Taught } from './in-page/blind.ts';

/** What one page's teaching came to on another page of the same site. */
export type Outcome = {
  taught: string;
  page: string;
  came: 'right' | 'beside' | 'nobody' | 'WRONG';
  shown: string;
};
export type Measured = { outcomes: Outcome[]; troubles: Record<string, string[]>; lessons: Lesson[] };

/** Messages on which somebody says that it is read right, the first one included. */
const ENOUGH = 3;
const SCRIPT = 'tests/unit/teach/in-page/blind.ts';

/**
 * Teaches each saved page that shows somebody, goes on as the picker asks, with the next messages of the same application,
 * and reads all its other pages by what came of it: lists, composers and sent mail, too, on which nobody is right.
 */
export async function measureBlind(
  browser: Browser,
  fixtures: readonly Fixture[],
  withBody: boolean,
): Promise<Measured> {
  const script = await bundle(SCRIPT);
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: VIEWPORT });
  const page = await context.newPage();
  const open = await serveAlone(page);
  const session = await context.newCDPSession(page);
  const run = async <T>(name: string, ...args: unknown[]) =>
    JSON.parse(
      await runApart(
        session,
        `${script};carnet.${name}(${args.map((arg) => JSON.stringify(arg)).join(',')})`,
      ),
    ) as T;
  const pages = fixtures.filter(({ expected, site }) => expected.requesters.length > 0 && site !== '');
  const lessons = new Map<Fixture, Lesson>();
  const troubles: Record<string, string[]> = {};
  for (const fixture of pages) {
    await open(fixture);
    const { site, url, name } = fixture;
    const own = ownOf(fixture);
    const taught = await run<Taught>('teachBlind', site, { url, own }, wantedOf(fixture), withBody);
    if ('recipe' in taught) lessons.set(fixture, { id: name, recipe: taught.recipe, urls: [url] });
    else (troubles[taught.trouble] ??= []).push(name);
  }
  for (const fixture of pages) {
    const going = [...lessons].filter(
      ([from, { urls }]) => from !== fixture && isAkin(from, fixture) && urls.length < ENOUGH,
    );
    if (going.length === 0) continue;
    await open(fixture);
    const { url } = fixture;
    const own = ownOf(fixture);
    const gone = await run<Lesson[]>(
      'goOn',
      going.map(([, lesson]) => lesson),
      { url, own },
      wantedOf(fixture),
    );
    gone.forEach((lesson, index) => going[index] && lessons.set(going[index][0], lesson));
  }
  const outcomes: Outcome[] = [];
  for (const fixture of fixtures) {
    const tried = [...lessons].filter(([from]) => from !== fixture && isAkin(from, fixture));
    if (tried.length === 0) continue;
    await open(fixture);
    const { url, name } = fixture;
    const own = ownOf(fixture);
    const shown = await run<string[]>(
      'showBlind',
      tried.map(([, lesson]) => lesson),
      { url, own },
    );
    tried.forEach(([from], index) => {
      const came = outcomeOf(fixture, shown[index] ?? '');
      if (came) outcomes.push({ taught: from.name, page: name, came, shown: shown[index] ?? '' });
    });
  }
  await context.close();
  return { outcomes, troubles, lessons: [...lessons.values()] };
}

/** With the domains of the shops whose pages these are: a first run asks for them (G11). */
function ownOf({ own }: Fixture): string[] {
  return [...own, '@lampka.example', '@knotek.example'];
}

function wantedOf({ expected }: Fixture): { name: string; address: string } {
  const [{ name, address } = { name: '', address: '' }] = expected.requesters;
  return { name, address };
}

/** Of the same application: what is taught is for one host. */
function isAkin(one: Fixture, other: Fixture): boolean {
  return one.site === other.site && new URL(one.url).origin === new URL(other.url).origin;
}

/**
 * Null where nobody is shown, and nobody is to be. `beside`: another one of the same message, as the list that it came by:
 * who stands there, and not who wrote it, which pointing cannot say.
 */
function outcomeOf({ expected }: Fixture, shown: string): Outcome['came'] | null {
  const { requesters, optional = [], answered = [] } = expected;
  const right = [...requesters.slice(0, 1).map(({ address }) => address), ...optional, ...answered];
  const is = (one: string) => one.toLowerCase().includes(shown.toLowerCase());
  if (shown === '') return requesters.length === 0 ? null : 'nobody';
  if (right.some((address) => is(address))) return 'right';
  return requesters.some(({ address }) => is(address)) ? 'beside' : 'WRONG';
}

/** How many of the others each came to. */
export function countOf(outcomes: readonly Outcome[]): Record<Outcome['came'], number> {
  const count = { right: 0, beside: 0, nobody: 0, WRONG: 0 };
  for (const { came } of outcomes) count[came] += 1;
  return count;
}
