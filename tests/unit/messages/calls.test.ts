import { beforeEach, describe, expect, test, vi } from 'vitest';
import { freshBrowser, from, ID, page, popup, contacts, reason, recorder, sidebar } from './callers.ts';
import { answerBook } from '#lib/messages/answer.ts';
import { bookArgs } from '#lib/messages/book-schema.ts';
import type { Book } from '#lib/messages/book.ts';
import { callBook, callPage, type Send } from '#lib/messages/call.ts';
import { pageArgs } from '#lib/messages/page-schema.ts';
import type { Call } from '#lib/messages/wire.ts';
import { ProblemError, problemOf } from '#lib/messages/problem-error.ts';

beforeEach(freshBrowser);

describe('a call to the book', () => {
  test('carries arguments there and the answer back, from each of our pages', async () => {
    const calls = recorder();
    for (const surface of [popup, contacts, sidebar])
      expect(await callBook(from(surface)).rename(ID, ' Jan ')).toEqual({ asked: 'rename' });
    expect(calls).toEqual([1, 2, 3].map(() => ['rename', ID, ' Jan ']));
  });

  test('a problem crosses as data and is thrown again, with whoever stands in the way', async () => {
    const contact = { id: ID, name: 'Jan' };
    const book = { rename: () => Promise.reject(new ProblemError({ reason: 'name_taken', contact })) };
    answerBook({ book: () => book as unknown as Book, granted: () => true });
    const thrown: unknown = await callBook(from(popup))
      .rename(ID, 'Jan')
      .catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(ProblemError);
    expect(problemOf(thrown)).toEqual({ reason: 'name_taken', contact });
  });

  test('a mistake of ours is reported, and tells the surface nothing of its inside', async () => {
    const reported: unknown[] = [];
    const book = { status: () => Promise.reject(new Error('secret')) } as unknown as Book;
    answerBook({ book: () => book, granted: () => true, report: (error) => reported.push(error) });
    expect(await reason(callBook(from(popup)).status())).toBe('unknown');
    expect(reported).toEqual([new Error('secret')]);
  });

  test('what is left out at the end stays left out', async () => {
    const calls = recorder();
    await callBook(from(popup)).putNote(ID, 'text', undefined);
    expect(calls).toEqual([['putNote', ID, 'text']]);
  });

  test('A26, R2: a new note that warns arrives, as JSON leaves it', async () => {
    const calls = recorder();
    const asJson: Send = (message) => from(sidebar)(JSON.parse(JSON.stringify(message)) as Call);
    await callBook(asJson).putNote(ID, 'text', null, true);
    await callBook(asJson).putNote(ID, 'text', undefined, true);
    expect(calls).toEqual([
      ['putNote', ID, 'text', null, true],
      ['putNote', ID, 'text', null, true],
    ]);
  });

  test.each([
    ['rename', ['no-uuid', 'x']],
    ['rename', [ID]],
    ['rename', [ID, 7]],
    ['rename', [ID, 'x', 'more']],
    ['list', [{ text: '', sort: 'best', offset: 0, limit: 501 }]],
    ['list', [{ text: '', sort: { by: '', descending: true }, offset: 0, limit: 1 }]],
    ['list', [{ text: '', sort: { by: 'name' }, offset: 0, limit: 1 }]],
    ['settleConflict', [ID, { do: 'burn' }]],
    ['recognise', [[]]],
    ['constructor', []],
    ['__proto__', []],
  ])('%s(%j) never reaches the book', async (call, args) => {
    const calls = recorder();
    const answer = await from(popup)({ to: 'book', call, args });
    expect(answer).toEqual({ problem: { reason: 'bad_message' } });
    expect(calls).toEqual([]);
  });

  test('a message of 2 MB is refused at both ends, and nothing of it arrives', async () => {
    const calls = recorder();
    const note = 'n'.repeat(2_000_000);
    const send = vi.fn<Send>(from(popup));
    expect(await reason(callBook(send).putNote(ID, note))).toBe('too_large');
    expect(send).not.toHaveBeenCalled();
    expect(await from(popup)({ to: 'book', call: 'putNote', args: [ID, note] })).toEqual({
      problem: { reason: 'too_large' },
    });
    expect(calls).toEqual([]);
  });

  test('every function of the book has its arguments told', () => {
    expect(Object.keys(bookArgs).length).toBeGreaterThan(25);
    expect(Object.keys(pageArgs)).toContain('sighted');
  });
});

describe('W13: a worker that is not there', () => {
  const dies = (error: string, then: unknown = { value: 'again' }) => {
    const send = vi.fn<Send>();
    send.mockRejectedValueOnce(new Error(error)).mockResolvedValue(then);
    return send;
  };
  const asleep = 'Could not establish connection. Receiving end does not exist.';
  const died =
    'A listener indicated an asynchronous response by returning true, but the message channel closed before a response was received';

  test('a question is asked once more, whether it never came or its worker died over it', async () => {
    for (const error of [asleep, died]) {
      const send = dies(error);
      expect(await callBook(send).status()).toBe('again');
      expect(send).toHaveBeenCalledTimes(2);
    }
  });

  test('a write is sent again only where it never came', async () => {
    expect(await callBook(dies(asleep)).rename(ID, 'x')).toBe('again');
    const send = dies(died);
    expect(await reason(callBook(send).rename(ID, 'x'))).toBe('unknown');
    expect(send).toHaveBeenCalledTimes(1);
  });

  test('W12: a document that outlived its extension is told so', async () => {
    const send = dies('Extension context invalidated.');
    expect(await reason(callPage(send).begin({ url: page.url }))).toBe('reloaded');
    expect(send).toHaveBeenCalledTimes(1);
  });

  test('no answer at all is a problem, not undefined', async () => {
    expect(await reason(callBook(async () => undefined).status())).toBe('unknown');
  });
});
