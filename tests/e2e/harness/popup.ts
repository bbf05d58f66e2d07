import type { CDPSession } from 'playwright-core';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Agent } from './agent.ts';
import { EXTENSION_ID } from './stage.ts';

type Reply = { id?: number; result?: unknown; error?: { message: string } };

/**
 * The toolbar's popup, as a click on the icon opens it: over the tab it was opened on. Playwright does not see such
 * windows, so this one is spoken to by the inspector's protocol, over the browser's own line.
 */
export class Popup {
  readonly #browser: CDPSession;
  readonly #session: string;
  readonly #target: string;
  readonly #waiting = new Map<number, (reply: Reply) => void>();
  #lastId = 0;

  private constructor(browser: CDPSession, target: string, session: string) {
    this.#browser = browser;
    this.#target = target;
    this.#session = session;
    browser.on('Target.receivedMessageFromTarget', ({ sessionId, message }) => {
      if (sessionId !== session) return;
      const reply = JSON.parse(message) as Reply;
      this.#waiting.get(reply.id ?? 0)?.(reply);
    });
  }

  static async open(agent: Agent): Promise<Popup> {
    const worker = await agent.worker();
    await worker.evaluate('chrome.action.openPopup()');
    return Popup.opened(agent);
  }

  /** The popup that is being opened in whatever way. @throws where none comes up within 5 s */
  static async opened(agent: Agent): Promise<Popup> {
    const browser = await agent.browserSession();
    for (let tries = 0; tries < 100; tries += 1) {
      const { targetInfos } = await browser.send('Target.getTargets');
      const target = targetInfos.find(
        ({ url, attached }) => url.startsWith(`chrome-extension://${EXTENSION_ID}/popup.html`) && !attached,
      )?.targetId;
      if (target !== undefined) {
        const { sessionId } = await browser.send('Target.attachToTarget', {
          targetId: target,
          flatten: false,
        });
        return new Popup(browser, target, sessionId);
      }
      await sleep(50);
    }
    throw new Error('The popup did not open.');
  }

  /** @param expression JavaScript, whose value is JSON */
  async evaluate(expression: string): Promise<unknown> {
    const { result } = (await this.#send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })) as { result: { value?: unknown } };
    return result.value;
  }

  async text(): Promise<string> {
    return String(await this.evaluate('document.body?.innerText ?? ""'));
  }

  async type(text: string): Promise<void> {
    for (const letter of text) await this.#send('Input.dispatchKeyEvent', { type: 'char', text: letter });
  }

  /** @param key as the DOM names it: `Enter`, `Tab`, `ArrowDown`, `Escape` */
  async press(key: 'Enter' | 'Tab' | 'ArrowDown' | 'ArrowUp' | 'Escape'): Promise<void> {
    const code = { Enter: 13, Tab: 9, ArrowDown: 40, ArrowUp: 38, Escape: 27 }[key];
    const event = { key, code: key, windowsVirtualKeyCode: code, ...(key === 'Enter' ? { text: '\r' } : {}) };
    await this.#send('Input.dispatchKeyEvent', { type: 'keyDown', ...event });
    await this.#send('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
  }

  async close(): Promise<void> {
    await this.#browser.send('Target.closeTarget', { targetId: this.#target }).catch(() => {});
    await this.#browser.detach();
  }

  async #send(method: string, params: object): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    const replied = new Promise<Reply>((done) => {
      this.#waiting.set(id, done);
    });
    const message = JSON.stringify({ id, method, params });
    await this.#browser.send('Target.sendMessageToTarget', { message, sessionId: this.#session });
    const { result, error } = await replied;
    this.#waiting.delete(id);
    if (error) throw new Error(`${method}: ${error.message}`);
    return result;
  }
}
