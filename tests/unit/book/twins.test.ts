import { describe, expect, test } from 'vitest';
import type { BookCore } from '#lib/book/book.ts';
import { draft, find, freshLocal, openBook, problem } from './open-book.ts';

freshLocal();

const field = (value: string) => ({ value, origin: 'typed' as const });
const email = (address: string) => ({ [`email/${address}`]: field(address) });

/** Adds somebody with values. @returns their id */
async function add(book: BookCore, name: string, fields: Record<string, ReturnType<typeof field>> = {}) {
  const { id } = await book.addContact(draft({ name }));
  if (Object.keys(fields).length > 0) await book.setFields(id, fields, {});
  return id;
}

/** Jan writes from an address that Janek has among his e-mails. */
async function janAndJanek() {
  const book = openBook();
  const jan = await book.addContact(
    draft({ name: 'Jan Kowalski', senders: [{ channel: 'email', value: 'jan@poczta.example' }] }),
  );
  const janek = await add(book, 'Janek', email('jan@poczta.example'));
  return { book, jan: jan.id, janek };
}

const namesOf = async (book: BookCore, id?: string) =>
  (await book.twins(id)).pairs.map(({ contacts }) => contacts.map(({ name }) => name));

describe('possible duplicates', () => {
  test('B21, G8, X2: an address that one writes from and another has among their e-mails, with what proves it', async () => {
    const { book, jan, janek } = await janAndJanek();
    await add(book, 'Ola Maj', email('ola@poczta.example'));
    const { total, pairs } = await book.twins();
    expect(total).toBe(1);
    expect(pairs[0]).toMatchObject({
      isSure: true,
      proofs: [{ by: 'email', key: 'jan@poczta.example', value: 'jan@poczta.example' }],
    });
    expect(await namesOf(book)).toEqual([['Jan Kowalski', 'Janek']]);
    expect(await namesOf(book, janek)).toEqual([['Janek', 'Jan Kowalski']]);
    expect(await namesOf(book, jan)).toEqual([['Jan Kowalski', 'Janek']]);
  });

  test('R13: one name at one postcode is probable, said as it was written, and sure pairs come first', async () => {
    const { book } = await janAndJanek();
    const place = { deliveryName: field('Ola Łoś'), postcode: field('00-950') };
    await add(book, 'Ola', place);
    await add(book, 'ola_los', { ...place, deliveryName: field('OLA LOS') });
    const { pairs } = await book.twins();
    expect(pairs.map(({ isSure }) => isSure)).toEqual([true, false]);
    expect(pairs[1]?.proofs).toEqual([{ by: 'place', key: 'ola los, 00-950', value: 'Ola Łoś, 00-950' }]);
  });

  test('R6, R13: an order that both wrote about is said by its number, not by the page it was read on', async () => {
    const book = openBook();
    const page = (id: string) => ({
      'order/10482': { value: `https://mail.example/${id}`, origin: 'page' as const },
    });
    for (const name of ['Jan', 'jank84']) {
      const { id } = await book.addContact(draft({ name }));
      await book.setFields(id, page(name), {});
    }
    const { pairs } = await book.twins();
    expect(pairs[0]?.proofs).toEqual([{ by: 'order', key: '10482', value: '10482' }]);
  });

  test('R1: a mask of a marketplace proves nothing', async () => {
    const book = openBook();
    await add(book, 'a', email('8awgqyk6a5@allegromail.pl'));
    await add(book, 'b', email('8awgqyk6a5@allegromail.pl'));
    expect((await book.twins()).total).toBe(0);
  });

  test('G7: who was said to be different stays so, also as part of another, until it is taken back', async () => {
    const { book, jan, janek } = await janAndJanek();
    await book.putDifferent(janek, jan);
    await book.putDifferent(jan, janek);
    expect((await book.twins()).total).toBe(0);
    const ola = await add(book, 'Ola Maj');
    await book.merge(janek, ola);
    expect((await book.twins(ola)).total).toBe(0);
    await book.putDifferent(ola, jan, false);
    expect(await namesOf(book, janek)).toEqual([['Ola Maj', 'Jan Kowalski']]);
    expect(await problem(book.putDifferent(ola, janek))).toEqual({ reason: 'contact_gone' });
  });

  test('X13, B19: merged they are one with what both had, found by the other name; undone they are two again', async () => {
    const { book, jan, janek } = await janAndJanek();
    await book.setFields(janek, { country: field('PL'), city: field('Gdynia') }, {});
    await book.setFields(jan, { country: field('DE') }, {});
    const before = (await book.contact(jan))?.fields;
    const merge = await book.merge(janek, jan);
    expect((await book.twins()).total).toBe(0);
    const one = await book.contact(jan);
    expect(one).toMatchObject({ name: 'Jan Kowalski', country: 'DE' });
    expect(Object.keys(one?.fields ?? {}).toSorted()).toEqual([
      'alias/Janek',
      'city',
      'country',
      'email/jan@poczta.example',
    ]);
    expect(await find(book, 'janek')).toEqual(['Jan Kowalski']);
    await book.unmerge(merge);
    expect((await book.contact(jan))?.fields).toEqual(before);
    expect(await namesOf(book)).toEqual([['Jan Kowalski', 'Janek']]);
  });

  test('G6: what is chosen wins, the name among it', async () => {
    const { book, jan, janek } = await janAndJanek();
    await book.setFields(janek, { country: field('PL') }, {});
    await book.setFields(jan, { country: field('DE') }, {});
    await book.merge(janek, jan, { name: 'Janek', set: { country: field('PL') } });
    const one = await book.contact(jan);
    expect(one).toMatchObject({ id: jan, name: 'Janek', country: 'PL' });
    expect(Object.keys(one?.fields ?? {})).toContain('alias/Jan Kowalski');
  });
});

describe('the history of merges', () => {
  test('B25, R7: tells of each merge of the workspace, into whom it has come by now, and whether it was undone', async () => {
    const { book, jan, janek } = await janAndJanek();
    const ola = await add(book, 'Ola Maj');
    const first = await book.merge(janek, jan);
    await new Promise((resolve) => setTimeout(resolve, 3)); // newest first: not of the same millisecond
    const second = await book.merge(jan, ola);
    const { total, rows } = await book.mergeHistory({ offset: 0, limit: 10 });
    expect(total).toBe(2);
    expect(rows.map(({ id, name, into, mayUndo }) => [id, name, into?.name, mayUndo])).toEqual([
      [second, 'Jan Kowalski', 'Ola Maj', true],
      [first, 'Janek', 'Ola Maj', true],
    ]);
    await book.unmerge(second);
    const [undone, stands] = (await book.mergeHistory({ offset: 0, limit: 10 })).rows;
    expect([undone?.isUndone, undone?.mayUndo, stands?.into?.name]).toEqual([true, false, 'Jan Kowalski']);
    expect((await book.mergeHistory({ offset: 1, limit: 10 })).rows.map(({ id }) => id)).toEqual([first]);
  });

  test('D15: whoever works alone has no log of deleted contacts', async () => {
    expect(await openBook().deletions()).toEqual({ entries: [], before: null });
  });
});
