import { describe, expect, test } from 'vitest';
import { draft, freshLocal, openBook, problem, requester } from './open-book.ts';

freshLocal();

/** A book in which Ola is part of Jan by now, though some surface still shows her as a contact of her own. */
async function olaInJan() {
  const book = openBook();
  const jan = await book.addContact(draft({ name: 'Jan Kowalski' }));
  const ola = await book.addContact(
    draft({ name: 'Ola Maj', senders: [{ channel: 'email', value: 'ola@poczta.example' }] }),
  );
  const merge = await book.merge(ola.id, jan.id);
  return { book, jan, ola, merge };
}

describe('G9: the id of a contact that is part of another', () => {
  test('means the survivor to whatever is written: a name, values, senders, a note', async () => {
    const { book, jan, ola } = await olaInJan();
    await book.rename(ola.id, 'Jan Maj');
    await book.setFields(ola.id, { country: { value: 'PL', origin: 'typed' } }, {});
    await book.attachSender(ola.id, { channel: 'email', value: 'jan@poczta.example' });
    await book.detachSender(ola.id, 'email', 'ola@poczta.example');
    await book.putNote(ola.id, 'Called twice');
    const contact = await book.contact(ola.id);
    expect(contact).toMatchObject({ id: jan.id, name: 'Jan Maj', country: 'PL' });
    expect(contact?.senders.map(({ key }) => key)).toEqual(['jan@poczta.example']);
    expect(contact?.notes.map(({ text }) => text)).toEqual(['Called twice']);
  });

  test('A32: a sender that is given to it goes to the survivor', async () => {
    const { book, jan, ola } = await olaInJan();
    const choice = { do: 'attach', contactId: ola.id } as const;
    const done = await book.addSender(requester({ name: 'Ola Maj', address: 'maj@poczta.example' }), choice);
    expect(done).toEqual({ outcome: 'attached', contact: jan });
  });

  test('X4: deletes nothing, for whoever asked saw another contact, and says which it is part of', async () => {
    const { book, jan, ola } = await olaInJan();
    expect(await problem(book.deleteContact(ola.id))).toEqual({ reason: 'merged', contact: jan });
    expect(await book.contact(jan.id)).not.toBeNull();
  });

  test('R7: is merged nowhere else, and says where it is; undone it is a contact again', async () => {
    const { book, jan, ola, merge } = await olaInJan();
    const anna = await book.addContact(draft({ name: 'Anna Nowak' }));
    expect(await problem(book.merge(ola.id, anna.id))).toEqual({ reason: 'merged', contact: jan });
    expect(await book.unmerge(merge)).toEqual(ola);
    expect((await book.contact(ola.id))?.id).toBe(ola.id);
    await book.deleteContact(ola.id);
    expect(await book.contact(ola.id)).toBeNull();
  });
});
