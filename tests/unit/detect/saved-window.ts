import { readFileSync } from 'node:fs';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { serveAlone, VIEWPORT } from '../../../tools/detect/saved-pages.ts';
import type { Fixture } from './fixtures.ts';

type Saved = Pick<Fixture, 'path' | 'url'>;

/**
 * A window that shows one fixture after the other at the address at which it stood, and asks of each what the script
 * tells. Of a host the first page is opened, and what comes after it is written into its place: the same parser reads
 * it, with the page's own scripts off, and no process, no world and no script is made anew.
 */
export class SavedWindow {
  readonly #page: Page;
  readonly #session: CDPSession;
  readonly #open: (saved: Saved) => Promise<void>;
  /** Leaves what it exports on `globalThis.carnet`. */
  readonly #script: string;
  #shown: { origin: string; frameId: string; contextId: number } | null = null;

  private constructor(
    page: Page,
    session: CDPSession,
    { open, script }: { open: (saved: Saved) => Promise<void>; script: string },
  ) {
    this.#page = page;
    this.#session = session;
    this.#open = open;
    this.#script = script;
  }

  static async open(browser: Browser, script: string): Promise<SavedWindow> {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: VIEWPORT });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    return new SavedWindow(page, session, { open: await serveAlone(page), script });
  }

  /** Shows a page, and calls what the script exports: `carnet.examine(document, ...)`. */
  async ask(saved: Saved, name: string, ...given: unknown[]): Promise<string> {
    const contextId = await this.#show(saved);
    const values = given.map((value) => `,${JSON.stringify(value)}`).join('');
    return await this.#run(contextId, `carnet.${name}(document${values})`);
  }

  async #show(saved: Saved): Promise<number> {
    const { origin } = new URL(saved.url);
    if (this.#shown?.origin !== origin) {
      this.#shown = null;
      await this.#open(saved);
      const { frameId, contextId } = await this.#makeWorld();
      this.#shown = { origin, frameId, contextId };
      return contextId;
    }
    const { frameId, contextId } = this.#shown;
    await this.#run(contextId, `history.replaceState(null, '', ${JSON.stringify(saved.url)})`);
    await this.#session.send('Page.setDocumentContent', { frameId, html: readFileSync(saved.path, 'utf8') });
    return contextId;
  }

  /** A world of its own, where the page's names are out of reach, as a content script has one. */
  async #makeWorld(): Promise<{ frameId: string; contextId: number }> {
    const { frameTree } = await this.#session.send('Page.getFrameTree');
    const frameId = frameTree.frame.id;
    const { executionContextId: contextId } = await this.#session.send('Page.createIsolatedWorld', {
      frameId,
    });
    await this.#run(contextId, `${this.#script};''`);
    return { frameId, contextId };
  }

  async #run(contextId: number, expression: string): Promise<string> {
    const { result, exceptionDetails } = await this.#session.send('Runtime.evaluate', {
      contextId,
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails)
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text, {
        cause: this.#page.url(),
      });
    return String(result.value);
  }
}
