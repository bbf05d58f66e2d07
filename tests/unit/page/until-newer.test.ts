import { fakeBrowser } from '../fake-browser.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { untilNewer } from '#lib/on-page/until-newer.ts';

const ALIVE = { runtime: { id: 'nakkgilmgfepambcbblhgioeopabmeoi' } };

describe('W12: of a script that comes into a document again the newer one goes on', () => {
  beforeEach(() => {
    vi.stubGlobal('document', new EventTarget());
    Reflect.deleteProperty(globalThis, 'carnet-reader');
    Object.assign(fakeBrowser, ALIVE);
  });

  test('in the same world the older one ends, and another script of ours does not', () => {
    const [teacher, older] = [untilNewer('teacher'), untilNewer('reader')];
    const newer = untilNewer('reader');
    expect([teacher.aborted, older.aborted, newer.aborted]).toEqual([false, true, false]);
  });

  test('after a reload, in a world of its own, the one whose extension is gone ends', () => {
    const older = untilNewer('reader');
    Reflect.deleteProperty(globalThis, 'carnet-reader');
    Object.assign(fakeBrowser, { runtime: {} });
    const newer = untilNewer('reader');
    expect([older.aborted, newer.aborted]).toEqual([true, false]);
  });

  test('law 9: a page that sends the event itself ends nothing that is alive', () => {
    const reader = untilNewer('reader');
    document.dispatchEvent(new Event('carnet-reader'));
    expect(reader.aborted).toBe(false);
  });
});
