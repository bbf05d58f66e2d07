import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { draft, freshLocal, openBook, requester } from './open-book.ts';

freshLocal();

const picture = (letters = 'AAAA') => `data:image/webp;base64,${letters}`;
const nothing = { language: null, picture: null };

describe('what a page shows of somebody in the book', () => {
  test('B34, B39, G27: the language of their message fills the empty field, and never replaces a typed one', async () => {
    const book = openBook();
    const { contact } = await book.addSender(requester());
    await book.learn(contact.id, requester(), { ...nothing, language: 'pl' });
    expect((await book.contact(contact.id))?.fields['language']).toMatchObject({
      value: 'pl',
      origin: 'page',
    });
    await book.setFields(contact.id, { language: { value: 'de', origin: 'typed' } }, {});
    await book.learn(contact.id, requester(), { ...nothing, language: 'pl' });
    expect((await book.contact(contact.id))?.language).toBe('de');
  });

  test('B30, X8: the picture beside the sender is shown until the team gives one of its own, and again after that', async () => {
    const book = openBook();
    const { contact } = await book.addSender(requester());
    const shown = async () => (await book.contact(contact.id))?.picture;
    await book.learn(contact.id, requester(), { ...nothing, picture: picture() });
    expect(await shown()).toBe(picture());
    await book.putPicture(contact.id, picture('BBBB'));
    await book.learn(contact.id, requester(), { ...nothing, picture: picture('CCCC') });
    expect(await book.contact(contact.id)).toMatchObject({
      picture: picture('BBBB'),
      channelPicture: picture(),
    });
    await book.putPicture(contact.id, null);
    expect(await shown()).toBe(picture());
  });

  test('B30, law 9: what is no picture is not kept, and reading a page again changes nothing', async () => {
    const book = openBook();
    const { contact } = await book.addSender(requester());
    for (const no of [
      'https://spy.example/p.png',
      'data:image/svg+xml;base64,AAAA',
      picture('A'.repeat(30_000)),
    ])
      await book.learn(contact.id, requester(), { ...nothing, picture: no });
    expect((await book.contact(contact.id))?.picture).toBeNull();
    await book.learn(contact.id, requester(), { language: 'pl', picture: picture() });
    const before = await book.contact(contact.id);
    await book.learn(contact.id, requester(), { language: 'pl', picture: picture('BBBB') });
    expect(await book.contact(contact.id)).toEqual(before);
  });

  test('R7: what is learnt of somebody who was merged is their survivor’s', async () => {
    const book = openBook();
    const { contact } = await book.addSender(requester());
    const { id } = await book.addContact(draft({ name: 'Jan Kowalski senior' }));
    await book.merge(contact.id, id);
    await book.learn(contact.id, requester(), { language: 'pl', picture: picture() });
    expect(await book.contact(id)).toMatchObject({ language: 'pl', picture: picture() });
  });

  test('Y33, Y34: first and last appearance are of the pages that show them, the last once a day', async () => {
    const first = new Date('2026-11-20T09:00:00.000Z');
    vi.useFakeTimers({ now: first, toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const book = openBook();
    const { contact } = await book.addSender(requester());
    const seen = async () => {
      const fields = (await book.contact(contact.id))?.fields;
      return [fields?.['firstSeen']?.value, fields?.['lastSeen']?.value];
    };
    expect(await seen()).toEqual([first.toISOString(), first.toISOString()]);
    vi.setSystemTime('2026-11-20T17:00:00.000Z');
    await book.learn(contact.id, requester(), nothing);
    expect(await seen()).toEqual([first.toISOString(), first.toISOString()]);
    vi.setSystemTime('2026-11-23T08:00:00.000Z');
    await book.learn(contact.id, requester(), nothing);
    expect(await seen()).toEqual([first.toISOString(), '2026-11-23T08:00:00.000Z']);
  });
});
