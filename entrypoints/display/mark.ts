import type { Anchor } from '#lib/detect/read.ts';
import type { Mark } from '#lib/messages/page.ts';
import { closedRoot, icon, make, type Icon } from '#lib/on-page/element.ts';
import type { Scheme } from './backdrop.ts';
import { t } from './words.ts';

export type MarkHost = {
  /** Whom it is of: channel and key. */
  readonly id: string;
  readonly kind: Mark;
  /** Puts it there, and says it. Without a scheme it keeps the one it has. */
  put(place: Anchor, kind: Mark, scheme?: Scheme): void;
  remove(): void;
};

/** Each its own shape, so that nobody needs the colours. */
const SHAPES: Record<Mark, Icon> = { known: 'check', unknown: 'ring', warning: 'alert', blocked: 'ban' };

/** How often a mark is put back into a row: a page that takes it away each time has won. */
const PUT_BACK = 20;

/** One size for all: a page that looks at where its own words stand learns nothing of who is known. */
const MARK_CSS = `
:host { all: initial !important; display: inline-block !important; width: 14px !important; height: 14px !important; margin: 0 5px 0 0 !important; vertical-align: -2px !important; cursor: inherit !important; }
span { display: block; width: 14px; height: 14px; border-radius: 50%; }
svg { display: block; width: 14px; height: 14px; fill: none; stroke: currentColor; stroke-width: 2.6; stroke-linecap: round; stroke-linejoin: round; }
.light { --ink: #6b6878; --good: #0f7352; --warn: #8a5100; --bad: #b5213a; --on: #fff; }
.dark { --ink: #a09cae; --good: #4cc79b; --warn: #f0b35a; --bad: #ff8194; --on: #10231b; }
.unknown { color: var(--ink); }
.known { background: var(--good); color: var(--on); }
.known svg { width: 10px; height: 10px; padding: 2px; box-sizing: content-box; stroke-width: 4; }
.warning { color: var(--warn); }
.blocked { color: var(--bad); }
@media print { :host { display: none !important; } }
`;

/** The small sign beside a row of a list (R8). What it says is in a closed root, where the page cannot read it. */
export function createMark(id: string): MarkHost {
  const { host, root } = closedRoot('mark', MARK_CSS);
  const sign = make('span', { role: 'img' });
  root.append(sign);
  let [kind, scheme]: [Mark | null, Scheme] = [null, 'light'];
  let left = PUT_BACK;
  return {
    id,
    get kind() {
      return kind ?? 'unknown';
    },
    put({ element, where }, next, on = scheme) {
      if (next !== kind) {
        const words = t(`mark_${next}`);
        sign.replaceChildren(icon(SHAPES[next]));
        sign.title = words;
        sign.setAttribute('aria-label', words);
      }
      [kind, scheme] = [next, on];
      sign.className = `${kind} ${scheme}`;
      if (!host.isConnected && left-- <= 0) return;
      dropCopies(element, where, host);
      if (where === 'before' && element.previousElementSibling !== host) element.before(host);
      if (where === 'after' && element.nextElementSibling !== host) element.after(host);
      if (where === 'inside' && element.lastElementChild !== host) element.append(host);
    },
    remove: () => host.remove(),
  };
}

/** A page that draws a row anew from its own markup copies the mark's element with it: empty, and dead. */
function dropCopies(element: Element, where: Anchor['where'], host: Element): void {
  const around = where === 'inside' ? element : element.parentElement;
  for (const copy of around?.querySelectorAll(`:scope > ${host.localName}`) ?? [])
    if (copy !== host) copy.remove();
}
