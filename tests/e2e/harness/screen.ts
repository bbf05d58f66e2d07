import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import type { Page } from 'playwright-core';
import { dependent } from './dependent.ts';

/**
 * A screen with a keyboard and a mouse, in memory (Xvfb): what the browser itself does with a key or a click on its
 * own menus cannot be had from its inspector.
 */
export class Screen {
  readonly width = 1440;
  readonly height = 900;
  readonly display: string;
  readonly #server: ChildProcess;

  private constructor(server: ChildProcess, display: string) {
    this.#server = server;
    this.display = display;
  }

  static async open(): Promise<Screen> {
    // The server chooses a free number itself, and writes it where it is told to.
    const args = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'];
    const server = spawn(...dependent('Xvfb', args), {
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const number = await new Promise<string>((done, fail) => {
      server.once('error', fail);
      server.once('exit', (code) => fail(new Error(`Xvfb ended with code ${code}.`)));
      server.stdio[3]?.once('data', (chunk: Buffer) => done(chunk.toString().trim()));
    });
    return new Screen(server, `:${number}`);
  }

  /** @param keys one after the other, as X names them: `alt+shift+s`, `Escape` */
  press(...keys: string[]): void {
    this.#do('key', '--delay', '50', ...keys);
  }

  /** A click at a place of the page. @param button 1 is the left one, 3 the right one */
  async click(page: Page, at: { x: number; y: number }, button: 1 | 3 = 1): Promise<void> {
    const corner = await page.evaluate(() => ({
      x: screenX + (outerWidth - innerWidth) / 2,
      y: screenY + outerHeight - innerHeight,
    }));
    this.#do('mousemove', String(corner.x + at.x), String(corner.y + at.y), 'click', String(button));
  }

  close(): void {
    this.#server.kill();
  }

  #do(...args: string[]): void {
    const env = { ...process.env, DISPLAY: this.display };
    const { status, stderr } = spawnSync('xdotool', args, { env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`xdotool ${args.join(' ')}: ${stderr}`);
  }
}
