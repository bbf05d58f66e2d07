import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Person } from '#server/auth/session.ts';
import { pickLanguage, sayIn, type Language, type Say } from '#server/pages/words.ts';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
export type View = { language: Language; say: Say };

const CSP =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const MARK = raw(
  '<svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="M6 3h11a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H6z"/><path d="M3 7h3M3 12h3M3 17h3"/></svg>',
);

export function viewOf(c: Context): View {
  const language = pickLanguage(c.req.header('accept-language'));
  return { language, say: sayIn(language) };
}

type Page = {
  title: string;
  body: Html;
  person?: Person | null;
  status?: ContentfulStatusCode;
  wide?: boolean;
  /** A file of ours that the page runs, which may ask this server. */
  script?: '/passkey.js';
};

/** A whole page. Everything put into it is escaped by `html`. */
export async function showPage(c: Context, view: View, page: Page): Promise<Response> {
  const { say, language } = view;
  c.header('Content-Security-Policy', page.script ? `${CSP}; connect-src 'self'` : CSP);
  c.header('Cache-Control', 'no-store');
  c.header('Vary', 'Accept-Language');
  const whole = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${page.title} · Carnet</title>
        <link rel="icon" href="/carnet.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/carnet.css" />
        ${page.script ? html`<script src="${page.script}" defer></script>` : ''}
      </head>
      <body>
        <header class="top">
          <a class="brand" href="/">${MARK}<span>Carnet</span></a>
          ${page.person ? signedIn(say, page.person) : ''}
        </header>
        <main class="${page.wide ? 'card wide' : 'card'}">
          <h1>${page.title}</h1>
          ${page.body}
        </main>
      </body>
    </html>`;
  return c.html(await whole, page.status ?? 200);
}

function signedIn(say: Say, person: Person): Html {
  return html`<form class="who" method="post" action="/sign-out">
    <a href="/account" title="${say('account_title')}">${person.name}</a>
    <button class="quiet">${say('sign_out')}</button>
  </form>`;
}

/** A page that only says something, with a way on. */
export async function showNote(
  c: Context,
  note: {
    title: string;
    text: string;
    status?: ContentfulStatusCode;
    person?: Person | null;
    to?: { href: string; label: string };
  },
): Promise<Response> {
  const { title, text, status = 200, person = null, to } = note;
  const body = html`<p>${text}</p>
    ${to ? html`<p><a class="button" href="${to.href}">${to.label}</a></p>` : ''}`;
  return showPage(c, viewOf(c), { title, body, status, person });
}
