import { html } from 'hono/html';
import type { Html } from '#server/pages/page.ts';

type Fold = { title: string; text: string; act: string; open: boolean; inside: Html };

/** A row that unfolds to what can be done about it; it needs no script. */
export function fold({ title, text, act, open, inside }: Fold): Html {
  return html`<li>
    <details class="fold" ${open ? html`open` : ''}>
      <summary>
        <span class="person"><b>${title}</b> <span>${text}</span></span>
        <span class="button quiet">${act}</span>
      </summary>
      <div class="inside">${inside}</div>
    </details>
  </li>`;
}
