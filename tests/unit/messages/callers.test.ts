import { beforeEach, describe, expect, test } from 'vitest';
import {
  contacts,
  freshBrowser,
  from,
  ID,
  OWN,
  page,
  popup,
  reason,
  recorder,
  sidebar,
  type From,
} from './callers.ts';
import { fakeBrowser } from '../fake-browser.ts';
import { answerPage, answerWord } from '#lib/messages/answer.ts';
import { callBook, callPage, showWord } from '#lib/messages/call.ts';
import type { Page } from '#lib/messages/page.ts';
import { createRate } from '#lib/messages/rate.ts';

beforeEach(freshBrowser);

describe('law 9: who may call', () => {
  test.each([
    ['a web page', page],
    ['another extension', { ...popup, id: 'another' }],
    ['a page that only looks like ours', { ...popup, url: `${OWN}.evil.example/popup.html` }],
    ['a page of ours that is no surface', { ...popup, url: `${OWN}/other.html` }],
    ['the popup in a frame of a web page', { ...popup, tabId: 7, frameId: 2 }],
    ['the contacts page in a frame of a web page', { ...contacts, frameId: 2 }],
  ] as [string, From][])('%s gets nothing of the book', async (_, caller) => {
    const calls = recorder();
    expect(await reason(callBook(from(caller)).list({ text: '', sort: 'best', offset: 0, limit: 1 }))).toBe(
      'not_permitted',
    );
    expect(calls).toEqual([]);
  });

  test('a sidebar that has not shown its word gets nothing', async () => {
    const calls = recorder(false);
    expect(await reason(callBook(from(sidebar)).here())).toBe('not_permitted');
    expect(await callBook(from(popup)).here()).toEqual({ asked: 'here' });
    expect(calls).toHaveLength(1);
  });

  test('X4, B14: what destroys is refused to the sidebar, which a page could lay itself over', async () => {
    const calls = recorder();
    const book = callBook(from(sidebar));
    for (const destructive of [
      () => book.deleteContact(ID),
      () => book.detachSender(ID, 'email', 'a@b.example'),
      () => book.disconnect({ discard: true }),
      () => book.connect('https://evil.example'),
      () => book.deleteIntegration(ID),
    ])
      expect(await reason(destructive())).toBe('not_permitted');
    expect(calls).toEqual([]);
    await callBook(from(contacts)).deleteContact(ID);
    expect(calls).toEqual([['deleteContact', ID]]);
  });

  test('the word is shown by a sidebar only, and only as a word', async () => {
    answerWord((word) => word === 'good');
    expect(await showWord('good', from(sidebar))).toBe(true);
    expect(await showWord('bad', from(sidebar))).toBe(false);
    for (const other of [popup, page]) expect(await showWord('good', from(other))).toBe(false);
    expect(await from(sidebar)({ to: 'word', call: 'show', args: [{ toString: 'good' }] })).toEqual({
      value: false,
    });
  });
});

describe('law 9: a call of a page', () => {
  function answering(mayCall = true) {
    const callers: unknown[] = [];
    const functions = { begin: async () => null, sighted: async () => [], frameWord: async () => 'word' };
    answerPage({
      page({ tabId, frameId }) {
        callers.push([tabId, frameId]);
        return functions as unknown as Page;
      },
      mayCall: () => mayCall,
    });
    return callers;
  }

  test('is answered for its own tab and frame', async () => {
    const callers = answering();
    expect(await callPage(from({ ...page, frameId: 2 })).begin({ url: page.url })).toBeNull();
    expect(callers).toEqual([[7, 2]]);
  });

  test('is refused where the site is off, to our own pages, to other extensions and outside a tab', async () => {
    answering(false);
    expect(await reason(callPage(from(page)).begin({ url: page.url }))).toBe('not_permitted');
    fakeBrowser.runtime.onMessage.removeAllListeners();
    const callers = answering();
    for (const caller of [sidebar, { ...page, id: 'another' }, { url: page.url }])
      expect(await reason(callPage(from(caller)).begin({ url: page.url }))).toBe('not_permitted');
    expect(callers).toEqual([]);
  });

  test('the frame’s word is given to the top document alone', async () => {
    answering();
    expect(await callPage(from(page)).frameWord()).toBe('word');
    expect(await reason(callPage(from({ ...page, frameId: 3 })).frameWord())).toBe('not_permitted');
  });

  test('hostile requesters are refused whole', async () => {
    answering();
    const requester = {
      site: 's',
      channel: 'email',
      name: 'x',
      address: 'a@b.example',
      confidence: 'sure',
      readFrom: 'header',
    };
    const sight = (more: object) =>
      callPage(from(page)).sighted({
        turn: 1,
        url: page.url,
        requesters: [{ ...requester, ...more }] as never,
      });
    expect(await sight({})).toEqual([]);
    for (const bad of [
      { name: 'x'.repeat(501) },
      { channel: '../x' },
      { confidence: 'certain' },
      { country: 'Poland' },
      { address: { x: 1 } },
    ])
      expect(await reason(sight(bad))).toBe('bad_message');
    const many = Array.from({ length: 51 }, () => requester);
    expect(
      await reason(callPage(from(page)).sighted({ turn: 1, url: page.url, requesters: many as never })),
    ).toBe('bad_message');
  });

  test('a page that asks without end is held back, and no other with it', async () => {
    answering();
    const reasons = new Set<string | null>();
    for (let i = 0; i < 60; i++) reasons.add(await reason(callPage(from(page)).begin({ url: page.url })));
    expect(reasons).toEqual(new Set([null, 'too_many']));
    expect(await reason(callPage(from({ ...page, tabId: 8 })).begin({ url: page.url }))).toBeNull();
  });

  test('a rate lets a burst through, and then so many a second', () => {
    let at = 0;
    const rate = createRate({ burst: 2, perSecond: 1 }, () => at);
    expect([rate.take('a'), rate.take('a'), rate.take('a'), rate.take('b')]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    at = 1000;
    expect([rate.take('a'), rate.take('a')]).toEqual([true, false]);
  });
});
