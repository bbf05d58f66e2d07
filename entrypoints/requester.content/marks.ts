import type { Person } from '#lib/detect/person.ts';
import type { Recipe } from '#lib/detect/recipe.ts';
import { attributesOfRows, listIn, markPlace, personIn, rowsOf, type ShownList } from '#lib/detect/rows.ts';
import type { Mark, Page, PageSetup } from '#lib/messages/page.ts';
import { schemeAt } from './backdrop.ts';
import { createMark, type MarkHost } from './mark.ts';
import { rowsInSight } from './rows-in-sight.ts';

/** Milliseconds without a change after which a list is looked at, and the longest wait of the browser's own for a free moment. */
const QUIET = 80;
const PATIENCE = 300;
/** People asked about in one call. */
const BATCH = 200;

export type ListMarks = {
  /** Contacts changed: the marks that are in sight are asked for anew. */
  again(): void;
};

export type MarkNeeds = {
  recipes: readonly Recipe[];
  setup: Pick<PageSetup, 'own' | 'theme' | 'marks'>;
  page: Pick<Page, 'marks'>;
  signal: AbortSignal;
};

/**
 * Marks the rows of conversation lists (R8): known, unknown, warning, blocked. Only rows in sight are read, all of them are
 * asked about in one call, and nothing runs while neither the page nor its scrolling changes.
 */
export function markLists({ recipes, setup, page, signal }: MarkNeeds): ListMarks {
  const readable = recipes.filter(({ lists = [] }) => lists.length > 0);
  if (readable.length === 0) return { again: () => {} };
  const answers = new Map<string, Mark | null>();
  const drawn = new Map<Element, MarkHost>();
  let [timer, isAsking] = [0, false];

  const soon = () => {
    timer ||= window.setTimeout(() => {
      timer = 0;
      // After the browser has laid the page out, where reading where rows stand costs nothing.
      const idle: typeof requestIdleCallback | undefined = window.requestIdleCallback;
      if (idle) idle(look, { timeout: PATIENCE });
      else look();
    }, QUIET);
  };
  const observer = new MutationObserver(soon);

  function look(): void {
    if (signal.aborted) return;
    const shown = listHere();
    const rows = shown ? rowsInSight(rowsOf(document, shown)) : [];
    const seen = new Set(rows);
    for (const [row, mark] of drawn)
      if (!seen.has(row) && !(row.isConnected && shown)) {
        mark.remove();
        drawn.delete(row);
      }
    const people = shown ? rows.map((row) => draw(row, shown)).filter((one) => one !== null) : [];
    observer.takeRecords(); // what was just put in is no news
    void ask(people);
  }

  function listHere(): ShownList | null {
    for (const recipe of readable) {
      const shown = listIn(document, recipe, { url: location.href, own: setup.own });
      if (shown) return shown;
    }
    return null;
  }

  /** @returns whom nothing is known of yet */
  function draw(row: Element, shown: ShownList): Person | null {
    const person = personIn(row, shown);
    const place = person && markPlace(row, shown);
    const before = drawn.get(row);
    if (!person || !place) {
      before?.remove();
      drawn.delete(row);
      return null;
    }
    const id = `${person.channel}/${person.key}`;
    const mark = answers.get(id);
    if (before && before.id !== id) before.remove();
    if (mark === undefined) {
      if (before?.id === id) before.put(place, before.kind); // asked about anew: what it was stays until then
      return person;
    }
    const host = before ?? createMark();
    drawn.set(row, host);
    host.id = id;
    if (mark === null) host.remove();
    else host.put(place, mark, schemeAt(row, setup.theme));
    return null;
  }

  async function ask(people: Person[]): Promise<void> {
    const asked = [...new Map(people.map((one) => [`${one.channel}/${one.key}`, one]))].slice(0, BATCH);
    if (asked.length === 0 || isAsking) return;
    isAsking = true;
    try {
      const found = await page.marks(asked.map(([, { channel, address }]) => ({ channel, address })));
      asked.forEach(([id], index) => answers.set(id, found[index] ?? null));
      soon();
    } catch {
      // The background is gone, or busy: what was not marked stays so until something changes.
    } finally {
      isAsking = false;
    }
  }

  const listening = { capture: true, passive: true, signal } as const;
  observer.observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: attributesOfRows(readable),
  });
  for (const type of ['scroll', 'resize', 'hashchange', 'popstate'])
    window.addEventListener(type, soon, listening);
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
    for (const mark of drawn.values()) mark.remove();
  });
  soon();
  return {
    again() {
      answers.clear();
      soon();
    },
  };
}
