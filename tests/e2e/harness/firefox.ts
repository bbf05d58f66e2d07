import { existsSync } from 'node:fs';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { setTimeout as sleep } from 'node:timers/promises';

const ID = 'carnet@carnet.example';
/** Firefox gives each installation an origin of its own; here it is told which. */
const ORIGIN = '6b1f2c9e-0c1d-4d6e-9a3e-5f1f0d7c2a11';
const PLACES = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

/** A member of the team who uses Firefox: its own build of the extension, installed for as long as the browser runs. */
export class FirefoxAgent {
  readonly browser: Browser;

  private constructor(browser: Browser) {
    this.browser = browser;
  }

  /** @param extension folder of the build for Firefox */
  static async open(extension: string): Promise<FirefoxAgent> {
    const executablePath = PLACES.find((path) => existsSync(path));
    if (executablePath === undefined) throw new Error('There is no Firefox: apt-get install firefox-esr');
    const browser = await launch({
      browser: 'firefox',
      executablePath,
      headless: true,
      // Without it Firefox lets no test open a page of an extension.
      args: ['--remote-allow-system-access'],
      extraPrefsFirefox: {
        'extensions.webextensions.uuids': JSON.stringify({ [ID]: ORIGIN }),
        // Allowed, as by a click on the browser's question, which no test can click.
        'extensions.webextOptionalPermissionPrompts': false,
      },
    });
    try {
      await browser.installExtension(extension);
      return new FirefoxAgent(browser);
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  /** A page of the extension in a tab. */
  async openOwn(path: string): Promise<Page> {
    const page = await this.browser.newPage();
    // Firefox moves the tab to the extension's process, and puppeteer waits for the load of one that is gone.
    void page.goto(`moz-extension://${ORIGIN}/${path}`).catch(() => {});
    await until(async () => (await page.evaluate(() => document.title)) === 'Carnet');
    return page;
  }

  /** Types into the field with this label, as a person does: what was there goes. */
  async fill(page: Page, label: string, text: string): Promise<void> {
    const field = await page.waitForSelector(`::-p-aria([name="${label}"][role="textbox"])`);
    await field?.click({ count: 3 });
    await field?.type(text);
  }

  async click(page: Page, button: string): Promise<void> {
    const found = await page.waitForSelector(`::-p-aria([name="${button}"][role="button"])`);
    await found?.click();
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

/** @throws where it does not become so within 15 s */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await isSo().catch(() => false)) return;
    await sleep(50);
  }
  throw new Error('It did not become so.');
}
