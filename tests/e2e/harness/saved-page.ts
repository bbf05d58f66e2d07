import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { ROOT } from './processes.ts';

const FOLDER = join(ROOT, 'tests/fixtures/pages');

export type SavedPage = {
  file: string;
  url: string;
  html: string;
  bytes: number;
  requesters: { name: string; address: string }[];
  /** Addresses that may be offered beside them. */
  optional: string[];
};

/** A page as it was saved from a site, with the address it stood at: `gmail/2026-11-thread-own-last`. */
export function savedPage(file: string): SavedPage {
  const { url, expected } = JSON.parse(readFileSync(join(FOLDER, `${file}.json`), 'utf8')) as {
    url: string;
    expected: { requesters: { name: string; address: string }[]; optional?: string[] };
  };
  const path = join(FOLDER, `${file}.html`);
  const html = readFileSync(path, 'utf8');
  return {
    file,
    url,
    html,
    bytes: statSync(path).size,
    requesters: expected.requesters,
    optional: expected.optional ?? [],
  };
}

/** Every saved page of a site that shows somebody. */
export function savedPages(site: string): SavedPage[] {
  return readdirSync(join(FOLDER, site))
    .filter((name) => name.endsWith('.json'))
    .map((name) => savedPage(`${site}/${name.slice(0, -'.json'.length)}`))
    .filter(({ requesters }) => requesters.length > 0);
}

/** Opens a saved page at its own address: the site's host answers with the file, and with nothing else. */
export async function openSaved(context: BrowserContext, { url, html }: SavedPage): Promise<Page> {
  const page = await context.newPage();
  await answerWith(page, url, html);
  await page.goto(url);
  return page;
}

/** From now on the site's host answers with this page. */
export async function answerWith(page: Page, url: string, html: string): Promise<void> {
  const { origin } = new URL(url);
  await page.unroute(`${origin}/**`);
  await page.route(`${origin}/**`, (route) =>
    route.request().resourceType() === 'document'
      ? route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
      : route.fulfill({ status: 204 }),
  );
}
