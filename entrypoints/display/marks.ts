import type { Person } from '#lib/detect/person.ts';
import type { Anchor } from '#lib/detect/read.ts';
import type { Recipe } from '#lib/detect/recipe.ts';
import type { ShownList } from '#lib/detect/rows.ts';
import type { Mark, Page } from '#lib/messages/page.ts';
import type { Reader } from '#lib/on-page/handover.ts';
import { schemeAt, type Scheme } from './backdrop.ts';
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

export type MarkNeeds = Pick<Reader, 'setup' | 'rows' | 'signal'> & { page: Pick<Page, 'marks'> };

/** A row in sight; without a person where nobody is told there, or their mark has no place. */
type SeenRow = { row: Element; person: Person | null; place: Anchor | null };
type Seen = { isList: boolean; rows: SeenRow[] };
/** `mark`: undefined while nothing is known. */
type Marked = SeenRow & { mark: Mark | null | undefined; scheme: Scheme | null };

/**
 * Marks the rows of conversation lists (R8): known, unknown, warning, blocked. Only rows in sight are read, all of them are
 * asked about in one call, and nothing runs while neither the page nor its scrolling changes.
 */
export class ListMarks {
  readonly #needs: MarkNeeds;
  /** Those of pages with lists. */
  readonly #recipes: readonly Recipe[];
  readonly #observer = new MutationObserver(() => this.#changed());
  readonly #answers = new Map<string, Mark | null>();
  readonly #drawn = new Map<Element, MarkHost>();
  /** What was seen, for as long as neither the page nor its scrolling changes. */
  #seen: Seen | null = null;
  #timer = 0;
  #changingSince = 0;
  #isAsking = false;

  constructor(needs: MarkNeeds) {
    this.#needs = needs;
    this.#recipes = (needs.setup.recipes as Recipe[]).filter(({ lists = [] }) => lists.length > 0);
    if (this.#recipes.length === 0) return;
    const attributeFilter = needs.rows.attributesOfRows(this.#recipes);
    const what = { subtree: true, childList: true, characterData: true, attributeFilter };
    this.#observer.observe(document, what);
    const { signal } = needs;
    for (const type of ['scroll', 'resize', 'hashchange', 'popstate'])
      window.addEventListener(type, () => this.#changed(), { capture: true, passive: true, signal });
    signal.addEventListener('abort', () => this.#end());
    this.#soon();
  }

  /** Contacts changed: the marks that are in sight are asked for anew. */
  again(): void {
    this.#answers.clear();
    if (this.#recipes.length > 0) this.#changed();
  }

  #end(): void {
    this.#observer.disconnect();
    clearTimeout(this.#timer);
    for (const mark of this.#drawn.values()) mark.remove();
  }

  #changed(): void {
    this.#seen = null;
    this.#soon();
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
    const { isList, rows } = (this.#seen ??= this.#see());
    for (const row of this.#drawn.keys()) if (!isList || !row.isConnected) this.#drop(row);
    const { theme } = this.#needs.setup;
    // All is looked at before anything is written: behind each mark that is put in, the page would be laid out anew.
    const marked = rows.map((one) => {
      const mark = one.person ? this.#answers.get(idOf(one.person)) : null;
      return { ...one, mark, scheme: mark ? schemeAt(one.row, theme) : null };
    });
    for (const one of marked) this.#draw(one);
    this.#observer.takeRecords(); // what was just put in is no news
    void this.#ask(marked.flatMap(({ person, mark }) => (person && mark === undefined ? [person] : [])));
  }

  #see(): Seen {
    const { rowsOf, personIn, markPlace } = this.#needs.rows;
    const shown = this.#listHere();
    const rows = shown ? rowsInSight(rowsOf(document, shown)) : [];
    return {
      isList: shown !== null,
      rows: rows.map((row) => {
        const person = shown && personIn(row, shown);
        const place = shown && person && markPlace(row, shown);
        return { row, person: place ? person : null, place };
      }),
    };
  }

  #listHere(): ShownList | null {
    const context = { url: location.href, own: this.#needs.setup.own };
    for (const recipe of this.#recipes) {
      const shown = this.#needs.rows.listIn(document, recipe, context);
      if (shown) return shown;
    }
    return null;
  }

  #draw({ row, person, place, mark, scheme }: Marked): void {
    const id = person ? idOf(person) : '';
    if (mark === null || this.#drawn.get(row)?.id !== id) this.#drop(row);
    if (!place || mark === null) return;
    const before = this.#drawn.get(row);
    if (mark === undefined) return before?.put(place, before.kind); // asked about anew: what it was stays until then
    const host = before ?? createMark(id);
    this.#drawn.set(row, host);
    host.put(place, mark, scheme ?? undefined);
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
