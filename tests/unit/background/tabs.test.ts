import { fakeBrowser } from '../fake-browser.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Requester } from '#lib/model/requester.ts';
import { keepTabs } from '../../../entrypoints/background/tabs.ts';
import { frontFrame } from '../../../entrypoints/background/tab-state.ts';

const jan: Requester = {
  site: 'roundcube',
  channel: 'email',
  name: 'Jan',
  address: 'jan@poczta.example',
  confidence: 'sure',
  readFrom: 'header',
};
const url = 'https://poczta.example/';
const place = (document: string, frameId = 0) => ({ tabId: 5, frameId, document });
const sighting = (...requesters: Requester[]) => ({ url, turn: 1, reading: false, requesters });
const names = async (tabs: ReturnType<typeof keepTabs>) =>
  frontFrame(await tabs.state(5))?.frame.requesters.map(({ name }) => name);

beforeEach(() => fakeBrowser.reset());

describe('what tabs show', () => {
  test('W13: outlives the worker', async () => {
    const before = keepTabs(() => {});
    await before.begin(place('a'), url);
    await before.news(place('a'), sighting(jan));
    expect(await names(keepTabs(() => {}))).toEqual(['Jan']);
  });

  test('is not changed by late news of a document that was replaced', async () => {
    const tabs = keepTabs(() => {});
    await tabs.begin(place('a'), url);
    await tabs.begin(place('b'), url);
    expect(await tabs.news(place('a'), sighting(jan))).toBe(false);
    expect(await names(tabs)).toEqual([]);
  });

  test('W13: told at once while the worker awakes, nothing of it is lost, and what is older does not come over it', async () => {
    const first = keepTabs(() => {});
    await first.begin(place('a'), url);
    await first.begin(place('b', 3), url);
    const awake = keepTabs(() => {});
    const opening = { url, turn: 1, reading: true, requesters: [] };
    const told = await Promise.all([
      awake.news(place('b', 3), { ...sighting(jan), turn: 2 }),
      awake.news(place('a'), opening),
      awake.news(place('b', 3), opening),
    ]);
    expect(told).toEqual([true, true, false]);
    expect(await names(awake)).toEqual(['Jan']);
    const { frames } = await awake.state(5);
    expect([frames[0]?.turn, frames[3]?.turn, frames[3]?.reading]).toEqual([1, 2, false]);
  });

  test('is nobody as soon as the document goes, and the next one speaks for the frame', async () => {
    const tabs = keepTabs(() => {});
    await tabs.begin(place('a', 3), url);
    await tabs.news(place('a', 3), sighting(jan));
    await tabs.left(place('a', 3));
    expect(await names(tabs)).toEqual([]);
    await tabs.begin(place('b', 3), url);
    await tabs.news(place('b', 3), sighting(jan));
    expect(await names(tabs)).toEqual(['Jan']);
  });

  test('forgets a frame that nothing follows in', async () => {
    vi.useFakeTimers();
    const tabs = keepTabs(() => {});
    await tabs.begin(place('a', 3), url);
    await tabs.left(place('a', 3));
    expect(frontFrame(await tabs.state(5))?.frame.reading).toBe(true);
    await vi.advanceTimersByTimeAsync(4000);
    expect(frontFrame(await tabs.state(5))).toBeNull();
    vi.useRealTimers();
  });

  test('is told of after each change, and forgotten with the tab', async () => {
    const changed = vi.fn<(tabId: number) => void>();
    const tabs = keepTabs(changed);
    await tabs.begin(place('a'), url);
    await tabs.news(place('a'), sighting(jan));
    await tabs.forget(5);
    expect(changed.mock.calls).toEqual([[5], [5], [5]]);
    expect(await keepTabs(() => {}).all()).toEqual([]);
  });
});
