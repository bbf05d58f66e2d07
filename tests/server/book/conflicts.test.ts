import 'fake-indexeddb/auto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BookCore } from '#lib/book/book.ts';
import { draft, find, problem, requester } from '../../unit/book/open-book.ts';
import { Client, create } from '../client.ts';
import { addMember, startTeam, type Team } from '../team.ts';
import { joined, leave, line, until } from './member.ts';

let team: Team;
let colleague: Client;
beforeAll(async () => {
  team = await startTeam();
  colleague = new Client(team, await addMember(team, 'Anna Agent'));
});
afterAll(() => team.running.stop());

describe('a conflict', () => {
  /** Both made something offline; the colleague’s came first. */
  async function clash(theirs: ReturnType<typeof create>, mine: (book: BookCore) => Promise<unknown>) {
    const { book } = await joined(team);
    line.isUp = false;
    await mine(book);
    await colleague.push(theirs);
    line.isUp = true;
    await book.syncNow();
    await until(
      () => book.status(),
      ({ unsent }) => unsent === 0,
    );
    return book;
  }

  test('X1: offline, a quick-add whose name a colleague took gets the longer one, and its author is told', async () => {
    const book = await clash(create('Twin Name', 'twin1@poczta.example'), (book) =>
      book.addSender(requester({ name: 'Twin Name', address: 'twin2@poczta.example' })),
    );
    expect((await find(book, 'twin name')).toSorted()).toEqual([
      'Twin Name',
      'Twin Name (twin2@poczta.example)',
    ]);
    const [told] = await book.conflicts();
    expect(told).toMatchObject({
      code: 'renamed',
      ways: [{ do: 'merge' }, { do: 'discard' }],
      other: { userName: 'Anna Agent' },
    });
    await book.settleConflict(told?.id ?? '', { do: 'discard' });
    await book.syncNow();
    expect(await book.conflicts()).toEqual([]);
    await leave(book);
  });

  test('A20: a form whose name was taken is kept whole, and saved under another; what followed comes with it', async () => {
    const book = await clash(create('Form Name', 'form1@poczta.example'), async (book) => {
      const { id } = await book.addContact(
        draft({
          name: 'Form Name',
          senders: [{ channel: 'email', value: 'form2@poczta.example' }],
          country: 'PL',
          note: 'First',
        }),
      );
      await book.putNote(id, 'Second');
    });
    const [kept] = await book.conflicts();
    expect(kept).toMatchObject({
      code: 'name_taken',
      subject: 'Form Name',
      other: { contact: { name: 'Form Name' } },
    });
    expect(kept?.kept).toEqual(
      expect.arrayContaining([
        { label: 'name', value: 'Form Name' },
        { label: 'email', value: 'form2@poczta.example' },
        { label: 'country', value: 'PL' },
        { label: 'note', value: 'First' },
        { label: 'note', value: 'Second' },
      ]),
    );
    expect(kept?.ways).toEqual([{ do: 'attach' }, { do: 'rename', name: 'Form Name 2' }, { do: 'discard' }]);
    expect(
      await problem(book.settleConflict(kept?.id ?? '', { do: 'rename', name: 'form NAME' })),
    ).toMatchObject({
      reason: 'name_taken',
    });
    expect(await book.conflicts()).toHaveLength(1);
    await book.settleConflict(kept?.id ?? '', { do: 'rename', name: 'Form Name 2' });
    await book.syncNow();
    const [row] = (await book.list({ text: 'form name 2', sort: 'best', offset: 0, limit: 1 })).rows;
    expect(await book.contact(row?.id ?? '')).toMatchObject({
      name: 'Form Name 2',
      unsent: false,
      senders: [{ key: 'form2@poczta.example' }],
    });
    expect((await book.contact(row?.id ?? ''))?.notes.map(({ text }) => text).toSorted()).toEqual([
      'First',
      'Second',
    ]);
    expect(await book.conflicts()).toEqual([]);
    await leave(book);
  });

  test('R12, A33: both added the same sender offline; one contact remains, and mine can be given to it', async () => {
    const book = await clash(create('Their Name', 'same@poczta.example'), (book) =>
      book.addContact(
        draft({
          name: 'My Name',
          senders: ['same@poczta.example', 'more@poczta.example'].map((value) => ({
            channel: 'email',
            value,
          })),
          language: 'pl',
        }),
      ),
    );
    expect(await find(book, 'same@poczta')).toEqual(['Their Name']);
    const [taken] = await book.conflicts();
    expect(taken).toMatchObject({
      code: 'sender_taken',
      subject: 'My Name',
      ways: [{ do: 'attach' }, { do: 'discard' }],
    });
    await book.settleConflict(taken?.id ?? '', { do: 'attach' });
    await book.syncNow();
    const [row] = (await book.list({ text: 'their name', sort: 'best', offset: 0, limit: 1 })).rows;
    expect(row).toMatchObject({ language: 'pl', unsent: false });
    expect(row?.senders.map(({ key }) => key).toSorted()).toEqual([
      'more@poczta.example',
      'same@poczta.example',
    ]);
    expect(await book.conflicts()).toEqual([]);
    expect(await problem(book.settleConflict(taken?.id ?? '', { do: 'discard' }))).toEqual({
      reason: 'conflict_gone',
    });
    await leave(book);
  });

  test.each([
    ['mine', 'Gdynia'],
    ['discard', 'Gdańsk'],
  ] as const)('W15: two people changed one field; «%s» makes it %s', async (way, expected) => {
    const { book } = await joined(team);
    const { id } = await book.addContact(draft({ name: `Field ${way}` }));
    const typed = (value: string) => ({ city: { value, origin: 'typed' as const } });
    await book.setFields(id, typed('Sopot'), { city: null });
    await book.syncNow();
    line.isUp = false;
    await book.setFields(id, typed('Gdynia'), typed('Sopot'));
    await colleague.push({ name: 'contact.patch', args: { id, set: typed('Gdańsk'), base: typed('Sopot') } });
    line.isUp = true;
    await book.syncNow();
    const [told] = await until(
      () => book.conflicts(),
      (all) => all.length > 0,
    );
    expect(told).toMatchObject({
      code: 'field_overwritten',
      subject: `Field ${way}`,
      kept: [{ label: 'city', value: 'Gdynia' }],
      other: { field: 'city', value: 'Gdańsk', userName: 'Anna Agent' },
      ways: [{ do: 'mine' }, { do: 'discard' }],
    });
    await book.settleConflict(told?.id ?? '', { do: way });
    await book.syncNow();
    expect((await book.contact(id))?.fields['city']).toEqual({ value: expected, origin: 'typed' });
    expect(await book.conflicts()).toEqual([]);
    await leave(book);
  });
});
