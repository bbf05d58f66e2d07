import type { Person } from '#lib/detect/person.ts';
import type { Recipe } from '#lib/detect/recipe.ts';
import { attributesOfRows, listIn, markPlace, personIn, rowsOf, type ShownList } from '#lib/detect/rows.ts';
import type { Mark, Page, PageSetup } from '#lib/messages/page.ts';
import { schemeAt } from './backdrop.ts';
import { createMark, type MarkHost } from './mark.ts';
import { rowsInSight } from './rows-in-sight.ts';

/**
 * Milliseconds without a change after which a list is looked at, how long it may change on end before it is all the same,
 * and the longest wait for the browser's own free moment. Looking costs the more the more rows there are, and rows come by
 * the hundred.
 */
const QUIET = 80;
const LONGEST = 1000;
const PATIENCE = 300;
/** People asked about in one call. */
const BATCH = 200;

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
export class ListMarks {
  readonly #needs: MarkNeeds;
  readonly #observer = new MutationObserver(() => this.#soon());
  readonly #answers = new Map<string, Mark | null>();
  readonly #drawn = new Map<Element, MarkHost>();
  #timer = 0;
  #changingSince = 0;
  #isAsking = false;

  constructor(needs: MarkNeeds) {
    const recipes = needs.recipes.filter(({ lists = [] }) => lists.length > 0);
    this.#needs = { ...needs, recipes };
    if (recipes.length === 0) return;
    const attributeFilter = attributesOfRows(recipes);
    const what = { subtree: true, childList: true, characterData: true, attributeFilter };
    this.#observer.observe(document, what);
    const { signal } = needs;
    for (const type of ['scroll', 'resize', 'hashchange', 'popstate'])
      window.addEventListener(type, () => this.#soon(), { capture: true, passive: true, signal });
    signal.addEventListener('abort', () => this.#end());
    this.#soon();
  }

  /** Contacts changed: the marks that are in sight are asked for anew. */
  again(): void {
    this.#answers.clear();
    if (this.#needs.recipes.length > 0) this.#soon();
  }

  #end(): void {
    this.#observer.disconnect();
    clearTimeout(this.#timer);
    for (const mark of this.#drawn.values()) mark.remove();
  }

  #soon(): void {
    const now = performance.now();
    this.#changingSince ||= now;
    clearTimeout(this.#timer);
    const wait = Math.max(0, Math.min(QUIET, this.#changingSince + LONGEST - now));
    this.#timer = window.setTimeout(() => {
      this.#changingSince = 0;
      // After the browser has laid the page out, where reading where rows stand costs nothing.
      const idle: typeof requestIdleCallback | undefined = window.requestIdleCallback;
      if (idle) idle(() => this.#look(), { timeout: PATIENCE });
      else this.#look();
    }, wait);
  }

  #look(): void {
    if (this.#needs.signal.aborted) return;
    const shown = this.#listHere();
    const rows = shown ? rowsInSight(rowsOf(document, shown)) : [];
    for (const row of this.#drawn.keys()) if (!shown || !row.isConnected) this.#drop(row);
    const people = shown ? rows.map((row) => this.#draw(row, shown)).filter((one) => one !== null) : [];
    this.#observer.takeRecords(); // what was just put in is no news
    void this.#ask(people);
  }

  #listHere(): ShownList | null {
    const context = { url: location.href, own: this.#needs.setup.own };
    for (const recipe of this.#needs.recipes) {
      const shown = listIn(document, recipe, context);
      if (shown) return shown;
    }
    return null;
  }

  /** @returns whom nothing is known of yet */
  #draw(row: Element, shown: ShownList): Person | null {
    const person = personIn(row, shown);
    const place = person && markPlace(row, shown);
    const id = person ? idOf(person) : '';
    if (!place || this.#drawn.get(row)?.id !== id) this.#drop(row);
    if (!person || !place) return null;
    const mark = this.#answers.get(id);
    const before = this.#drawn.get(row);
    if (mark === undefined) {
      before?.put(place, before.kind); // asked about anew: what it was stays until then
      return person;
    }
    if (mark === null) this.#drop(row);
    else {
      const host = before ?? createMark(id);
      this.#drawn.set(row, host);
      host.put(place, mark, schemeAt(row, this.#needs.setup.theme));
    }
    return null;
  }

  #drop(row: Element): void {
    this.#drawn.get(row)?.remove();
    this.#drawn.delete(row);
  }

  async #ask(people: Person[]): Promise<void> {
    const asked = [...new Map(people.map((one) => [idOf(one), one]))].slice(0, BATCH);
    if (asked.length === 0 || this.#isAsking) return;
    this.#isAsking = true;
    try {
      const wanted = asked.map(([, { channel, address }]) => ({ channel, address }));
      const found = await this.#needs.page.marks(wanted);
      asked.forEach(([id], index) => this.#answers.set(id, found[index] ?? null));
      this.#soon();
    } catch {
      // The background is gone, or busy: what was not marked stays so until something changes.
    } finally {
      this.#isAsking = false;
    }
  }
}

const idOf = ({ channel, key }: Person) => `${channel}/${key}`;
