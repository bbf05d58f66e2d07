import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type CDPSession } from 'playwright-core';
import { sandboxArgs } from '#tools/find-browser.ts';
import { stage } from '#tests/e2e/harness/stage.ts';
import { answerWith, type SavedPage } from '#tests/e2e/harness/saved-page.ts';
import { aroundReading, ownSpans, traced } from './trace.ts';
import { appendScript } from './large-page.ts';

/** What one page cost in a browser, in milliseconds of the processor on its main thread and megabytes of its heap. */
export type Visit = {
  opening: number;
  appending: number;
  heap: number;
  /** Whether the peer said whom it read. */
  isRead: boolean;
  /**
   * Our own scripts' part: until the first reading, then until all stands that is shown, in each span while rows came, and
   * while nothing changed.
   */
  own: { reading: number; showing: number; bursts: number[]; idle: number };
};

const QUIET = ['--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];
const SETTLED = 600;
const IDLE = 1000;

/** Opens pages in a browser of its own, with an extension or without any. */
export async function inBrowserWith<T>(
  extension: string | null,
  act: (context: BrowserContext) => Promise<T>,
): Promise<T> {
  const profile = mkdtempSync(join(tmpdir(), 'carnet-bench-page-'));
  const loaded = extension
    ? [`--load-extension=${extension}`, `--disable-extensions-except=${extension}`]
    : [];
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: stage().chromium,
    headless: false, // Playwright's own headless mode knows no extensions: `--headless=new` does
    ignoreDefaultArgs: ['--disable-extensions'],
    viewport: { width: 1440, height: 900 },
    args: ['--headless=new', ...QUIET, ...sandboxArgs(), ...loaded],
  });
  try {
    // The extension is set up, and its content scripts are registered, before anything is measured.
    if (extension && context.serviceWorkers().length === 0) await context.waitForEvent('serviceworker');
    await new Promise((done) => {
      setTimeout(done, 1500);
    });
    return await act(context);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Opens a page, lets 10,000 rows be appended to it, and lets it be. */
export async function visit(context: BrowserContext, saved: SavedPage): Promise<Visit> {
  const page = await context.newPage();
  // Behind another tab a page is given no frames.
  await page.bringToFront();
  await answerWith(page, saved.url, saved.html);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'timeTicks' });
  await page.goto('about:blank');
  const opened = await spent(session, async () => {
    await page.goto(saved.url);
    await page.waitForTimeout(SETTLED);
  });
  const heap = await heapOf(session);
  const grown = await spent(session, async () => {
    await page.evaluate(appendScript());
    await page.waitForTimeout(SETTLED);
  });
  const idle = await spent(session, () => page.waitForTimeout(IDLE));
  const isRead = await page.evaluate(() => document.documentElement.dataset.read !== undefined);
  await page.close();
  return {
    opening: opened.busy,
    appending: grown.busy,
    heap,
    isRead,
    own: { reading: opened.until, showing: opened.after, bursts: grown.spans, idle: sum(idle.spans) },
  };
}

/** What the page's main thread took of the processor meanwhile, and each span of it that ran our scripts. */
async function spent(
  session: CDPSession,
  act: () => Promise<unknown>,
): Promise<{ busy: number; spans: number[]; until: number; after: number }> {
  const before = await metric(session, 'ThreadTime');
  const events = await traced(session, act);
  const busy = ((await metric(session, 'ThreadTime')) - before) * 1000;
  return { busy, spans: ownSpans(events), ...aroundReading(events) };
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await metric(session, 'JSHeapUsedSize')) / 1e6;
}

async function metric(session: CDPSession, name: string): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find((one) => one.name === name)?.value ?? Number.NaN;
}

function sum(values: number[]): number {
  return values.reduce((all, one) => all + one, 0);
}
