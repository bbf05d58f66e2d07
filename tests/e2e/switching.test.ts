import { afterEach, expect, test } from 'vitest';
import { Agent } from './harness/agent.ts';
import { expectChip, expectSidebar, openSidebar } from './harness/expect.ts';
import { sidebarOf } from './harness/on-page.ts';
import { openMail, preview } from './harness/roundcube.ts';
import { word } from './harness/words.ts';
import { messageOf } from './webmail/messages.ts';

let agent: Agent;

afterEach(() => agent?.close());

type Sample = { at: number; text: string };

// What is drawn, frame by frame, with the time of day: two documents of one machine can be laid side by side.
const WATCH = `(read) => {
  window.samples = [];
  const look = () => {
    samples.push({ at: performance.timeOrigin + performance.now(), text: read() });
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}`;

const SHOWN_MESSAGE = `() => {
  const pane = document.querySelector('#messagecontframe')?.contentDocument;
  return pane?.querySelector('.header-summary .rcmContactAddress, td.header.from .rcmContactAddress')?.title ?? '';
}`;

/** Two frames of a 60 Hz screen: what one document drew and the other not yet is not seen by anybody. */
const FRAMES = 34;

test('G1: the sidebar follows each message and is never seen with the former person beside the next one', async () => {
  agent = await Agent.open('en');
  const page = await openMail(agent);
  const keys = ['polish', 'french', 'german', 'list', 'thread-husband', 'no-name', 'polish', 'hostile'];
  await preview(page, 'emoji');
  await openSidebar(page);
  await expectSidebar(page, 'ahoj@');
  const sidebar = sidebarOf(page);
  if (!sidebar) throw new Error('The sidebar is closed.');
  await page.evaluate(`(${WATCH})(${SHOWN_MESSAGE})`);
  await sidebar.evaluate(`(${WATCH})(() => document.body.innerText)`);

  for (const key of keys) {
    const started = Date.now();
    await preview(page, key);
    await expectChip(page, word('en', 'chip_add'));
    await expectSidebar(page, personOf(key));
    expect(Date.now() - started).toBeLessThan(5000);
  }

  const messages = await page.evaluate<Sample[]>('samples');
  const shown = await sidebar.evaluate<Sample[]>('samples');
  expect(messages.length).toBeGreaterThan(60);
  expect(shown.length).toBeGreaterThan(60);
  expect(wrongMoments(messages, shown)).toEqual([]);
});

/** The address that the sidebar shows for a message. */
function personOf(key: string): string {
  const { from, replyTo } = messageOf(key);
  return (replyTo ?? from).address;
}

/** Moments at which the sidebar showed somebody who is not in the message that the pane had shown for two frames. */
function wrongMoments(messages: Sample[], shown: Sample[]): string[] {
  const people = ['polish', 'french', 'german', 'list', 'thread-husband', 'no-name', 'hostile', 'emoji'];
  return shown.flatMap(({ at, text }) => {
    const before = messages.findLast((message) => message.at <= at - FRAMES);
    const now = messages.findLast((message) => message.at <= at);
    if (!before || before.text === '' || before.text !== now?.text) return [];
    const wrong = people.filter(
      (key) =>
        messageOf(key).from.address.toLowerCase() !== before.text.toLowerCase() &&
        text.toLowerCase().includes(personOf(key).toLowerCase()),
    );
    return wrong.map((key) => `${before.text} beside ${key}`);
  });
}
