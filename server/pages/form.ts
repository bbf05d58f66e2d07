import { html } from 'hono/html';
import type { Html } from '#server/pages/page.ts';

export type Errors = Record<string, string>;

type Field = {
  name: string;
  /** Where several forms of one page have a field of this name. */
  id?: string;
  label: string;
  type?: 'text' | 'email' | 'password';
  value?: string;
  hint?: string;
  error?: string | undefined;
  autocomplete: string;
  most?: number;
  fixed?: boolean;
};

/** A labelled field; what is wrong with it stands beside it and is read out with it. */
export function field(of: Field): Html {
  const { name, label, type = 'text', value = '', hint, error, autocomplete, most = 200, fixed = false } = of;
  const id = of.id ?? name;
  const told = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`]
    .join(' ')
    .trim();
  return html`<div class="field">
    <label for="${id}">${label}</label>
    <input
      id="${id}"
      name="${name}"
      type="${type}"
      value="${value}"
      maxlength="${String(most)}"
      autocomplete="${autocomplete}"
      required
      ${fixed ? html`readonly` : ''}
      ${told === '' ? '' : html`aria-describedby="${told}"`}
      ${error === undefined ? '' : html`aria-invalid="true"`}
    />
    ${hint === undefined ? '' : html`<p class="hint" id="${id}-hint">${hint}</p>`}
    ${error === undefined ? '' : html`<p class="error" id="${id}-error" role="alert">${error}</p>`}
  </div>`;
}

/** What went wrong with the whole form, above it. */
export function formError(error: string | undefined): Html | string {
  return error === undefined ? '' : html`<p class="error block" role="alert">${error}</p>`;
}

/** A form's values as text: files and repeated fields are no part of any form here. */
export async function readForm(request: {
  parseBody: () => Promise<Record<string, unknown>>;
}): Promise<(name: string) => string> {
  const body = await request.parseBody();
  return (name) => {
    const value = body[name];
    return typeof value === 'string' ? value : '';
  };
}
