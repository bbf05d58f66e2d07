import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { freshLocal } from './open-book.ts';
import { ago, amazon, keep, made, nothingIsLeft, put, record, sender, typed } from './retaining.ts';
import { open, ownClock } from './working.ts';

freshLocal();
ownClock();

describe('what is redacted of merged contacts', () => {
  test('G30, R7: merged ones are cleared with their survivor, and undoing the merge brings nothing back', async () => {
    const book = open();
    await book.status();
    const [from, into] = [
      await made({
        name: 'Fiona Former',
        senders: [sender('amazon', 'f1', 'Fiona')],
        fields: { city: typed('Firenze'), country: typed('IT') },
      }),
      await made({
        name: 'Ingrid Into',
        senders: [sender('amazon', 'i1', 'Ingrid')],
        fields: { city: typed('Innsbruck'), country: typed('AT') },
      }),
    ];
    await record('note', from, { text: typed('Fiona has a dog') });
    const done = await book.merge(from, into, { name: 'Fiona Innsbruck', set: { city: typed('Firenze') } });
    await put({ name: 'contact.patch', args: { id: into, set: { lastSeen: typed(ago(40)) }, base: {} } });
    expect(await book.overdue(amazon)).toBe(1);
    await keep(book, amazon);
    await nothingIsLeft(['Fiona', 'Ingrid', 'Firenze', 'Innsbruck']);
    expect((await book.contact(into))?.senders.map(({ key }) => key).toSorted()).toEqual(['f1', 'i1']);
    expect(await book.overdue(amazon)).toBe(0);
    await book.unmerge(done);
    const apart = [await book.contact(from), await book.contact(into)];
    expect(apart.map((one) => [one?.fields['country']?.value, one?.senders.map(({ key }) => key)])).toEqual([
      ['IT', ['f1']],
      ['AT', ['i1']],
    ]);
    expect(new Set(apart.map((one) => one?.name)).size).toBe(2);
    await nothingIsLeft(['Fiona', 'Ingrid', 'Firenze', 'Innsbruck']);
  });

  test('G30, R7: one of whom nobody has heard for long is left where somebody has of one that is merged into it', async () => {
    const book = open();
    await book.status();
    const [from, into] = [
      await made({ name: 'From', senders: [sender('amazon', 'f1')] }),
      await made({ name: 'Into', senders: [sender('amazon', 'i1')] }),
    ];
    await record('event', from, { type: typed('conversation'), at: typed(ago(2)), text: typed('x') });
    await book.merge(from, into);
    expect(await book.overdue(amazon)).toBe(0);
    expect(await book.overdue({ ...amazon, days: 1 })).toBe(1);
  });

  test('G30, R7: a merge that was undone keeps neither names nor values of whoever is cleared', async () => {
    const book = open();
    await book.status();
    const [from, into] = [
      await made({
        name: 'Fiona Former',
        senders: [sender('amazon', 'f1')],
        fields: { city: typed('Firenze') },
      }),
      await made({ name: 'Known Karl', senders: [sender('email', 'karl@poczta.example')] }),
    ];
    const done = await book.merge(from, into, { set: { city: typed('Firenze') } });
    await book.unmerge(done);
    await keep(book, amazon);
    await nothingIsLeft(['Fiona', 'Firenze']);
    expect((await book.contact(into))?.name).toBe('Known Karl');
  });
});
