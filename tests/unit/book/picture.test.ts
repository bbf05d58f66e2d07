import { describe, expect, test } from 'vitest';
import { PICTURE_LIMIT } from '#lib/book/picture.ts';
import { draft, freshLocal, openBook, problem } from './open-book.ts';

freshLocal();

const picture = (letters = 'AAAA') => `data:image/webp;base64,${letters}`;

describe('a picture of the team’s own', () => {
  test('E28, X8: is shown until it is taken away again, and a second one takes its place', async () => {
    const book = openBook();
    const { id } = await book.addContact(draft());
    expect((await book.contact(id))?.picture).toBeNull();
    await book.putPicture(id, picture());
    await book.putPicture(id, picture('BBBB'));
    expect((await book.contact(id))?.picture).toBe(picture('BBBB'));
    await book.putPicture(id, null);
    expect((await book.contact(id))?.picture).toBeNull();
  });

  test('E28: what is too large, or no picture, is refused and changes nothing', async () => {
    const book = openBook();
    const { id } = await book.addContact(draft());
    const large = await problem(book.putPicture(id, picture('A'.repeat(PICTURE_LIMIT))));
    expect(large?.reason).toBe('too_large');
    for (const no of [
      'https://spy.example/p.png',
      'data:text/html;base64,AAAA',
      'data:image/svg+xml;base64,AAAA',
    ])
      expect((await problem(book.putPicture(id, no)))?.reason).toBe('bad_message');
    expect((await book.contact(id))?.picture).toBeNull();
  });

  test('E28: nobody’s picture is refused', async () => {
    const book = openBook();
    const nobody = '0b7e4c1a-5d2f-4a68-9c3b-1f2e3d4c5b6a';
    expect((await problem(book.putPicture(nobody, picture())))?.reason).toBe('contact_gone');
  });

  test('B38: without a ticket no conversation has a status', async () => {
    const book = openBook();
    const { id } = await book.addContact(draft());
    expect((await book.contact(id))?.status).toBeNull();
  });
});
