import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Agent } from './harness/agent.ts';
import { EXTENSION_ID } from './harness/stage.ts';
import { openMail, preview } from './harness/roundcube.ts';
import { clickPart, sidebarOf } from './harness/on-page.ts';
import { expectChip, expectSidebar, openSidebar } from './harness/expect.ts';
import { word } from './harness/words.ts';

let agent: Agent;
let server: Server;
let url = '';

beforeAll(async () => {
  agent = await Agent.open('en');
  server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>A page of somebody else</title><body></body>');
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(async () => {
  await agent?.close();
  server?.close();
});

// The page guesses at the word that the sidebar waits for, as the content script would hand it over.
const EMBED = `async (address) => {
  const frame = document.createElement('iframe');
  frame.src = address;
  document.body.append(frame);
  await new Promise((done) => setTimeout(done, 1500));
  for (const word of ['', 'x', crypto.randomUUID()])
    for (const data of [word, { word }, { carnet: word }, { frameWord: word }]) frame.contentWindow.postMessage(data, '*');
  await new Promise((done) => setTimeout(done, 1000));
}`;

/** Frames that hold a page of ours; where the browser refuses one, its own page of excuse stands there instead. */
function ownFrames(page: Page): Frame[] {
  return page.frames().filter((frame) => frame.url().startsWith('chrome-extension:'));
}

describe('a page that would like to see the contacts', () => {
  test('law 9: the sidebar that a page puts into a frame of its own shows nothing', async () => {
    const mail = await openMail(agent);
    await preview(mail, 'polish');
    await openSidebar(mail);
    await expectSidebar(mail, 'bozena.zdzblo@skrzynka.example');
    await clickPart(mail, 'chip', word('en', 'chip_add'));
    await expectChip(mail, 'Bożena Źdźbło');
    // The worst case: the page has even learnt the address that the real frame has in this session.
    const real = sidebarOf(mail)?.url() ?? '';
    for (const address of [`chrome-extension://${EXTENSION_ID}/sidebar.html`, real]) {
      const page = await agent.context.newPage();
      await page.goto(url);
      await page.evaluate(`(${EMBED})(${JSON.stringify(address)})`);
      const texts = await Promise.all(
        ownFrames(page).map((frame) => frame.evaluate(() => document.body.innerText).catch(() => '')),
      );
      expect(texts.join(' ')).not.toMatch(/\S/u);
      await page.close();
    }
  });

  test.each(['popup.html', 'contacts.html'])('law 9: %s cannot be framed at all', async (path) => {
    const page = await agent.context.newPage();
    await page.goto(url);
    await page.evaluate(`(${EMBED})('chrome-extension://${EXTENSION_ID}/${path}')`);
    const loaded = ownFrames(page);
    const texts = await Promise.all(
      loaded.map((frame) => frame.evaluate(() => document.body?.innerText ?? '').catch(() => '')),
    );
    expect(texts.join('')).not.toMatch(/\S/u);
    await page.close();
  });

  test('law 9: a page sees of Carnet neither words nor the way in', async () => {
    const mail = await openMail(agent);
    await preview(mail, 'polish');
    await expectChip(mail, 'Bożena Źdźbło');
    const seen = await mail.evaluate(() => {
      const documents = [document, document.querySelector('iframe')?.contentDocument ?? document];
      const hosts = documents.flatMap((one) => [...one.querySelectorAll('carnet-chip, carnet-sidebar')]);
      return hosts.map((host) => ({
        root: host.shadowRoot,
        html: host.innerHTML,
        attributes: host.getAttributeNames(),
      }));
    });
    expect(seen.length).toBeGreaterThan(0);
    for (const { root, html } of seen) expect([root, html]).toEqual([null, '']);
  });
});
