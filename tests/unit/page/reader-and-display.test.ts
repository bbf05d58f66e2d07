import { fakeBrowser } from '../fake-browser.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Page, PageSetup } from '#lib/messages/page.ts';
import { offerReader, takeReader, type Display, type Reader, type ShownChip } from '#lib/on-page/handover.ts';
import { begin, bringDisplay } from '../../../entrypoints/requester/begin.ts';
import { displayToCome } from '../../../entrypoints/requester/display-to-come.ts';

const chip = (who: string): ShownChip => ({
  state: { is: 'adding' },
  who,
  anchor: { element: {} as Element, where: 'after' },
  body: null,
  opens: false,
});

function heard(): { display: Display; said: unknown[] } {
  const said: unknown[] = [];
  return {
    said,
    display: {
      chip: (shown) => said.push(['chip', shown?.who ?? null]),
      lost: (isLost) => said.push(['lost', isLost]),
      hear: (event) => said.push(['hear', event.event]),
      updated: () => said.push(['updated']),
    },
  };
}

describe('what is shown comes after the reading', () => {
  test('until it is there, the last of each kind waits for it; from then on it hears all', () => {
    const { display, connect } = displayToCome();
    const { display: real, said } = heard();
    display.chip(chip('Jan'));
    display.lost(false);
    display.chip(chip('Ola'));
    display.hear({ event: 'toggle-sidebar', open: true });
    connect(real);
    expect(said).toEqual([
      ['chip', 'Ola'],
      ['lost', false],
      ['hear', 'toggle-sidebar'],
    ]);
    display.chip(null);
    display.chip(chip('Jan'));
    display.updated();
    expect(said.slice(3)).toEqual([['chip', null], ['chip', 'Jan'], ['updated']]);
  });

  test('a reader is handed over once, also to a display that came first', async () => {
    const offer = offerReader();
    const taken = takeReader();
    expect(takeReader()).toBeNull();
    const reader = { connect: () => {} } as unknown as Reader;
    offer(reader);
    expect(await taken).toBe(reader);
  });
});

describe('the first words with the background', () => {
  const setup = { recipes: [{}] } as PageSetup;
  const signal = new AbortController().signal;
  beforeEach(() => {
    vi.useFakeTimers();
    Object.assign(fakeBrowser, { runtime: { id: 'nakkgilmgfepambcbblhgioeopabmeoi' } });
    vi.stubGlobal('location', { href: 'https://mail.example/' });
    return () => {
      vi.useRealTimers();
      vi.unstubAllGlobals();
    };
  });

  test('A8: a background that was just installed and fails at first is asked again, until the page can be read', async () => {
    const answers = [false, false, true];
    const asked: unknown[] = [];
    const page = {
      begin: async (first: unknown) => {
        asked.push(first);
        if (!answers.shift()) throw new Error('not registered yet');
        return setup;
      },
    } as unknown as Page;
    const begun = begin(page, signal);
    await vi.advanceTimersByTimeAsync(1300);
    expect(await begun).toBe(setup);
    expect(asked).toHaveLength(3);
    expect(asked[0]).toMatchObject({ url: 'https://mail.example/' });
  });

  test('and so is one that could not bring what is shown; five times at most', async () => {
    let asked = 0;
    const page = {
      display: async () => {
        asked += 1;
        throw new Error('the worker is being ended');
      },
    } as unknown as Page;
    const brought = bringDisplay(page, signal);
    await vi.advanceTimersByTimeAsync(20_000);
    await brought;
    expect(asked).toBe(5);
  });

  test('W12: an extension that was reloaded meanwhile is not asked again', async () => {
    let asked = 0;
    const page = {
      begin: async () => {
        asked += 1;
        Object.assign(fakeBrowser, { runtime: {} });
        throw new Error('Extension context invalidated.');
      },
    } as unknown as Page;
    expect(await begin(page, signal)).toBeNull();
    expect(asked).toBe(1);
  });
});
