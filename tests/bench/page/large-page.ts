import { savedPages, type SavedPage } from '#tests/e2e/harness/saved-page.ts';

/** Rows that are appended, and in how many bursts. */
export const ROWS = 10_000;
export const BURSTS = 100;

/** The largest saved page of a site that shows somebody. */
export function largestOf(site: string): SavedPage {
  const [largest] = savedPages(site).toSorted((a, b) => b.bytes - a.bytes);
  if (!largest) throw new Error(`There is no saved page of ${site}.`);
  return largest;
}

/** The same page with so many rows of a list in it, as an application that keeps what was scrolled by has them. */
export function withRows(page: SavedPage, rows: number): SavedPage {
  const list = `<div gh="tl" id="messagelist">${rowsMarkup(0, rows)}</div>`;
  const html = page.html.includes('</body>')
    ? page.html.replace('</body>', `${list}</body>`)
    : page.html + list;
  return { ...page, html, bytes: Buffer.byteLength(html) };
}

/** Rows with a person each, marked as Gmail marks them; no table, whose layout would cost more than all that reads it. */
function rowsMarkup(from: number, count: number): string {
  return Array.from({ length: count }, (_, index) => rowMarkup(from + index)).join('');
}

function rowMarkup(index: number): string {
  return `<div class="zA yO" role="row"><span class="yW"><span class="bA4"><span class="zF" email="osoba${index}@poczta.example" name="Osoba ${index}">Osoba ${index}</span></span></span> <span class="bog">Zamówienie ${index}</span><span class="y2"> dzień dobry, kiedy dotrze?</span></div>`;
}

/** Appends all rows in bursts, one a frame, to a list as Gmail and Roundcube mark theirs; runs in the page. */
export function appendScript(): string {
  return `new Promise((done) => {
    const list = document.body.appendChild(document.createElement('div'));
    list.setAttribute('gh', 'tl');
    list.id = 'messagelist';
    const markup = ${JSON.stringify(rowsMarkup(0, ROWS / BURSTS))};
    let burst = 0;
    const next = () => {
      if (burst === ${BURSTS}) return done(true);
      burst += 1;
      list.insertAdjacentHTML('beforeend', markup);
      requestAnimationFrame(() => setTimeout(next, 10));
    };
    next();
  })`;
}
