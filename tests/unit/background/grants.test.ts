import { fakeBrowser } from '../fake-browser.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import type { MessageSender } from '#lib/messages/caller.ts';
import { keepGrants } from '../../../entrypoints/background/grants.ts';

const frame = (documentId: string, tabId = 5) =>
  ({ documentId, frameId: 2, tab: { id: tabId } }) as MessageSender;

beforeEach(() => fakeBrowser.reset());

describe('the word of a sidebar frame', () => {
  test('lets the very document in that showed it, and no other of the tab', async () => {
    const grants = keepGrants();
    expect(await grants.take(await grants.give(5), frame('ours'))).toBe(true);
    expect(await grants.granted(frame('ours'))).toBe(true);
    expect(await grants.granted(frame('the page’s own'))).toBe(false);
  });

  test('is good once', async () => {
    const grants = keepGrants();
    const word = await grants.give(5);
    await grants.take(word, frame('ours'));
    expect(await grants.take(word, frame('another'))).toBe(false);
  });

  test('is of no use in another tab, and stays good in its own', async () => {
    const grants = keepGrants();
    const word = await grants.give(5);
    expect(await grants.take(word, frame('elsewhere', 6))).toBe(false);
    expect(await grants.take(word, frame('ours'))).toBe(true);
  });

  test('is of no use when it is old, or was never given', async () => {
    let now = 0;
    const grants = keepGrants(() => now);
    const word = await grants.give(5);
    now = 61_000;
    expect(await grants.take(word, frame('late'))).toBe(false);
    expect(await grants.take('made up', frame('late'))).toBe(false);
  });

  test('W13: is known to a worker that was started anew, until the tab is closed', async () => {
    const grants = keepGrants();
    const word = await grants.give(5);
    expect(await keepGrants().take(word, frame('ours'))).toBe(true);
    const later = keepGrants();
    expect(await later.granted(frame('ours'))).toBe(true);
    await later.forget(5);
    expect(await later.granted(frame('ours'))).toBe(false);
    expect(await keepGrants().granted(frame('ours'))).toBe(false);
  });
});
