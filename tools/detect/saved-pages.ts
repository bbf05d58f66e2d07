import { readFileSync } from 'node:fs';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import type { Reading } from '#lib/detect/read.ts';
import { findBrowser, sandboxArgs } from '../find-browser.ts';
import { bundle } from './bundle.ts';

export type SavedPage = {
  /** As the list names it. */
  file: string;
  /** Where it lies on this machine. */
  path: string;
  /** Where it stood. */
  url: string;
  own: readonly string[];
};
export type Read = Pick<Reading, 'view' | 'requesters'>;

/** Whether a site can stand at an address. Of `about:blank` and its like, as frames have, nothing is read. */
export const isOnTheWeb = (url: string) => /^https?:\/\//u.test(url) && URL.canParse(url);

const AT_ONCE = 2;
const PATIENCE = 30_000;
export const VIEWPORT = { width: 1280, height: 800 };

/**
 * Reads saved pages with the built-in recipes in headless Chromium: scripts off, nothing fetched, at the address at
 * which they stood, in a window of 1280 by 800, so that what is hidden counts as hidden.
 * @param tell is called for each page in the order given
 * @throws where no browser is found or a page cannot be opened
 */
export async function readSavedPages(
  pages: readonly SavedPage[],
  tell: (page: SavedPage, read: Read) => void,
): Promise<void> {
  const script = await bundle('tools/detect/in-page.ts');
  const browser = await openBrowser();
  try {
    const readings = new Map<number, Read>();
    let next = 0;
    let told = 0;
    const work = async () => {
      const read = await openReader(browser, script);
      for (let index = next++; index < pages.length; index = next++) {
        readings.set(index, await read(pages[index] as SavedPage));
        for (let done = readings.get(told); done; done = readings.get(told)) {
          tell(pages[told] as SavedPage, done);
          readings.delete(told++);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    await browser.close();
  }
}

/** A headless Chromium, found as the other tools find it. What is said about it goes to standard error. */
export async function openBrowser(): Promise<Browser> {
  const { path } = findBrowser((line) => console.error(line));
  return await chromium.launch({
    executablePath: path,
    args: [...sandboxArgs(), '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
}

/** A window in which one saved page after the other is opened and read. */
async function openReader(browser: Browser, script: string): Promise<(saved: SavedPage) => Promise<Read>> {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: VIEWPORT,
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  const open = await serveAlone(page);
  const session = await context.newCDPSession(page);
  return async (saved) => {
    if (!isOnTheWeb(saved.url)) return { view: null, requesters: [] };
    try {
      await open(saved);
      const { url, own } = saved;
      const call = `carnet.readHere(document, ${JSON.stringify({ url, own })})`;
      return JSON.parse(await runApart(session, `${script};JSON.stringify(${call})`)) as Read;
    } catch (problem) {
      throw new Error(`${saved.file} could not be read: ${(problem as Error).message}`, { cause: problem });
    }
  };
}

/**
 * Makes a window open saved pages at the address at which they stood, and fetch nothing else: the frames of a page are
 * pages of their own in a list.
 */
export async function serveAlone(
  page: Page,
): Promise<(saved: Pick<SavedPage, 'path' | 'url'>) => Promise<void>> {
  let html: Buffer | null = null;
  await page.route('**/*', async (route) => {
    const isPage = route.request().isNavigationRequest() && route.request().frame() === page.mainFrame();
    // `aborted` leaves the page as it is; any other word would put an error page in its place.
    if (!isPage || html === null) return await route.abort('aborted');
    const body = html;
    html = null;
    return await route.fulfill({ body, contentType: 'text/html; charset=utf-8' });
  });
  return async ({ path, url }) => {
    // From a blank page, so that an address that differs from the last by its hash alone is opened all the same.
    await page.goto('about:blank');
    html = readFileSync(path);
    await page.goto(url, { waitUntil: 'domcontentloaded', timeout: PATIENCE });
  };
}

/** Runs a script in a world of its own, where the page's names are out of reach, as a content script does. */
export async function runApart(session: CDPSession, expression: string): Promise<string> {
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
  });
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    contextId: executionContextId,
    expression,
    returnByValue: true,
    awaitPromise: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return String(result.value);
}
