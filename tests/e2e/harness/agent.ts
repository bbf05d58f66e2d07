import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type CDPSession, type Page, type Worker } from 'playwright-core';
import { sandboxArgs } from '#tools/find-browser.ts';
import type { Screen } from './screen.ts';
import { EXTENSION_ID, stage } from './stage.ts';

export type Language = 'en' | 'fr' | 'pl';
const LOCALES = { en: 'en-GB', fr: 'fr-FR', pl: 'pl-PL' } as const satisfies Record<Language, string>;

/** Chromium without its own errands on the network, so that only the product is measured. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A person's browser that does not ask, over the page, whether to keep the password they signed in with. */
function newProfile(): string {
  const profile = mkdtempSync(join(tmpdir(), 'carnet-profile-'));
  mkdirSync(join(profile, 'Default'));
  writeFileSync(
    join(profile, 'Default', 'Preferences'),
    JSON.stringify({ credentials_enable_service: false }),
  );
  return profile;
}

/** One member of the team in a browser of their own: a real Chromium, its own profile, the built extension. */
export class Agent {
  readonly context: BrowserContext;
  readonly #profile: string;

  private constructor(context: BrowserContext, profile: string) {
    this.context = context;
    this.#profile = profile;
  }

  /**
   * @param screen where the window is drawn; without one it is drawn into memory
   * @param given the profile of a browser that was shut before; another build of the extension than the usual one
   */
  static async open(
    language: Language = 'en',
    screen?: Screen,
    given: { profile?: string; extension?: string } = {},
  ): Promise<Agent> {
    const { profile = newProfile(), extension = stage().extension } = given;
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: stage().chromium,
      headless: false, // Playwright's own headless mode knows no extensions: `--headless=new` does
      ignoreDefaultArgs: ['--disable-extensions'],
      locale: LOCALES[language],
      viewport: screen ? null : { width: 1440, height: 900 },
      ...(screen ? { env: { ...process.env, DISPLAY: screen.display } } : {}),
      args: [
        ...(screen
          ? ['--window-position=0,0', `--window-size=${screen.width},${screen.height}`]
          : ['--headless=new']),
        ...QUIET,
        ...sandboxArgs(),
        // Chromium knows Polish and French without a region only, and English without one as American.
        `--lang=${language === 'en' ? LOCALES.en : language}`,
        `--load-extension=${extension}`,
        `--disable-extensions-except=${extension}`,
      ],
    });
    context.setDefaultTimeout(15_000);
    const agent = new Agent(context, profile);
    await agent.worker();
    return agent;
  }

  /** The extension's background, as it runs now; woken where it sleeps. */
  async worker(): Promise<Worker> {
    const isOurs = (worker: Worker) => worker.url().includes(EXTENSION_ID);
    return (
      this.context.serviceWorkers().findLast(isOurs) ??
      (await this.context.waitForEvent('serviceworker', { predicate: isOurs }))
    );
  }

  /** Ends the background as the browser does it: at any moment, without a word. */
  async killWorker(): Promise<void> {
    const session = await this.browserSession();
    const { targetInfos } = await session.send('Target.getTargets');
    const workers = targetInfos.filter(
      ({ type, url }) => type === 'service_worker' && url.includes(EXTENSION_ID),
    );
    for (const { targetId } of workers) await session.send('Target.closeTarget', { targetId });
  }

  async browserSession(): Promise<CDPSession> {
    const browser = this.context.browser();
    if (!browser) throw new Error('This context has no browser of its own.');
    return browser.newBrowserCDPSession();
  }

  /** A page of the extension in a tab: `popup.html`, `contacts.html`, with what comes behind it. */
  async openOwn(path: string): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(`chrome-extension://${EXTENSION_ID}/${path}`);
    return page;
  }

  /** Ends the browser as at the end of a day. @returns its profile, with which it is opened again */
  async shut(): Promise<string> {
    await this.context.close();
    return this.#profile;
  }

  async close(): Promise<void> {
    await this.context.close();
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
