import { describe, expect, test } from 'vitest';
import { draft, find, freshLocal, openBook, problem, requester } from './open-book.ts';

freshLocal();
const reasons = (found: { at: unknown; problem: { reason: string } }[]) =>
  found.map(({ at, problem }) => [at, problem.reason]);

describe('the form', () => {
  test('A18 to A28: adds everything it holds, the first note with it, and the list has it at once', async () => {
    const book = openBook();
    await book.putIntegration({ channel: 'allegro', name: 'Lampka', address: 'lampka_pl' });
    const [own] = await book.integrations();
    const { id } = await book.addContact(
      draft({
        name: '  Zoë   Żak ',
        senders: [
          { channel: 'email', value: 'Zoe@Poczta.example', name: 'Zoë' },
          { channel: 'allegro', value: 'ZoeZak' },
          { channel: 'phone', value: '600 700 800' },
        ],
        country: 'PL',
        language: 'pl',
        integrations: [own?.id ?? ''],
        note: 'Prefers the phone.',
      }),
    );
    expect(await book.contact(id)).toMatchObject({
      name: 'Zoë Żak',
      country: 'PL',
      language: 'pl',
      integrations: ['Lampka'],
      createdBy: null,
      unsent: false,
      notes: [{ text: 'Prefers the phone.', author: null, editedAt: null }],
    });
    const senders = (await book.contact(id))?.senders ?? [];
    expect(senders.map(({ channel, key }) => `${channel} ${key}`).toSorted()).toEqual([
      'allegro zoezak',
      'email zoe@poczta.example',
      'phone +48600700800',
    ]);
    for (const text of ['zoe zak', 'ŻAK', 'oczta.exa', 'zoezak', '600 700', '+48600', '0048 600 700 800'])
      expect(await find(book, text)).toEqual(['Zoë Żak']);
    expect(await find(book, 'prefers')).toEqual([]);
  });

  test.each([
    ['', 'name_empty'],
    [' \t\u00A0 ', 'name_empty'],
    ['\u200B\u200D\u2060\uFEFF\u202E', 'name_empty'],
    ['n'.repeat(201), 'name_too_long'],
  ])('A19: the name %j is refused as %s', async (name, reason) => {
    const book = openBook();
    expect(reasons(await book.check(draft({ name })))).toEqual([['name', reason]]);
    expect(await problem(book.addContact(draft({ name })))).toEqual({ reason });
    expect((await book.status()).contacts).toBe(0);
  });

  test.each(['n'.repeat(200), 'مُحَمَّد عَلِيّ', 'Ана Сilva', '🧑🏽‍🚀', '田中 太郎', "O'Neil-Żółć"])(
    'A19: «%s» is a name',
    async (name) => {
      const book = openBook();
      await book.addContact(draft({ name }));
      expect((await book.list({ text: name, sort: 'best', offset: 0, limit: 5 })).rows).toMatchObject([
        { name },
      ]);
    },
  );

  test('A20: a name that reads the same is taken, whatever its case, accents and spaces; one’s own is not', async () => {
    const book = openBook();
    const zoe = await book.addContact(draft({ name: 'Zoë  Żółć' }));
    for (const name of ['zoe zolc', ' ZOË ŻÓŁĆ ', 'Zoe\u0308 Zółć', 'Zoë\u200B Żółć', 'Ｚｏë Żółć']) {
      expect(await book.check(draft({ name }))).toEqual([
        { at: 'name', problem: { reason: 'name_taken', contact: zoe } },
      ]);
      expect(await book.check(draft({ name, contactId: zoe.id }))).toEqual([]);
    }
  });

  test('A33, G17: each sender is checked beside its own row', async () => {
    const book = openBook();
    const { contact: jan } = await book.addSender(requester());
    await book.putIntegration({ channel: 'email', name: 'Support', address: 'support@sklep.example' });
    const senders = [
      { channel: 'email', value: 'JAN.kowalski@poczta.example' },
      { channel: 'email', value: 'jan@@poczta.example' },
      { channel: 'email', value: 'józef@żółw.example' },
      { channel: 'email', value: 'JÓZEF@xn--w-uga1v8h.example' },
      { channel: 'phone', value: '600 700 800' },
      { channel: 'phone', value: 'call me' },
      { channel: 'phone', value: '+48 600 700 800' },
      { channel: 'email', value: '' },
      { channel: 'allegro', value: 'x'.repeat(321) },
      { channel: 'email', value: 'support@sklep.example' },
      { channel: 'email', value: 'no-reply-amazon-iba-buyer@marketplace.amazon.it' },
    ];
    const found = await book.check(draft({ name: 'Ola', senders }));
    expect(reasons(found)).toEqual([
      [0, 'sender_taken'],
      [1, 'not_an_email'],
      [3, 'sender_already_here'],
      [4, 'phone_needs_country'],
      [5, 'not_a_phone'],
      [7, 'sender_empty'],
      [8, 'sender_too_long'],
      [9, 'own_address'],
      [10, 'shared_address'],
    ]);
    expect(found[0]?.problem.contact).toEqual(jan);
    expect(reasons(await book.check(draft({ name: 'Ola', senders, country: 'PL' })))).toContainEqual([
      6,
      'sender_already_here',
    ]);
    expect(await problem(book.addContact(draft({ name: 'Ola', senders })))).toMatchObject({
      reason: 'sender_taken',
      contact: jan,
    });
    expect((await book.status()).contacts).toBe(1);
  });

  test('A22: a contact may have 500 senders and no more', async () => {
    const book = openBook();
    const senders = Array.from({ length: 501 }, (_, i) => ({
      channel: 'email',
      value: `s${i}@poczta.example`,
    }));
    const at500 = draft({ name: 'Many', senders: senders.slice(0, 500) });
    expect(reasons(await book.check({ ...at500, senders }))).toEqual([[500, 'too_many_senders']]);
    const { id } = await book.addContact(at500);
    expect((await book.contact(id))?.senders).toHaveLength(500);
    expect(await find(book, 's499@poczta')).toEqual(['Many']);
    expect(await problem(book.attachSender(id, senders[500] ?? { channel: '', value: '' }))).toEqual({
      reason: 'too_many_senders',
    });
  });

  test('A26: a note that no field could carry is refused, and so is the whole form', async () => {
    const book = openBook();
    const long = draft({ note: 'n'.repeat(20_001) });
    expect(reasons(await book.check(long))).toEqual([['note', 'note_too_long']]);
    expect(await problem(book.addContact(long))).toEqual({ reason: 'note_too_long' });
    expect((await book.status()).contacts).toBe(0);
  });

  test('A9: a country nobody chose is worked out from a phone’s prefix or an address’ domain, and says so', async () => {
    const book = openBook();
    const countryOf = async (name: string, channel: string, value: string) => {
      const { id } = await book.addContact(draft({ name, senders: [{ channel, value }] }));
      return (await book.contact(id))?.fields['country'] ?? null;
    };
    expect(await countryOf('a', 'phone', '+33 6 12 34 56 78')).toEqual({ value: 'FR', origin: 'derived' });
    expect(await countryOf('b', 'email', 'x@shop.co.uk')).toEqual({ value: 'GB', origin: 'derived' });
    expect(await countryOf('c', 'email', 'x@startup.io')).toBeNull();
    expect(await countryOf('d', 'allegro', 'nick.pl')).toBeNull();
  });
});

describe('a contact that is there', () => {
  test('B4, A20: is renamed, unless the name is none or another’s', async () => {
    const book = openBook();
    const { id } = await book.addContact(draft({ name: 'Jan' }));
    const ola = await book.addContact(draft({ name: 'Ola' }));
    expect(await problem(book.rename(id, 'OLA'))).toEqual({ reason: 'name_taken', contact: ola });
    expect(await problem(book.rename(id, ' '))).toEqual({ reason: 'name_empty' });
    await book.rename(id, ' JAN ');
    expect((await book.contact(id))?.name).toBe('JAN');
    expect(await find(book, 'jan')).toEqual(['JAN']);
  });

  test('A15: gets a sender, not one it has, nor one that is another’s', async () => {
    const book = openBook();
    const { contact: jan } = await book.addSender(requester());
    const ola = await book.addContact(draft({ name: 'Ola', country: 'PL' }));
    const mail = { channel: 'email', value: 'jan.kowalski@poczta.example' };
    expect(await problem(book.attachSender(ola.id, mail))).toEqual({ reason: 'sender_taken', contact: jan });
    expect(await problem(book.attachSender(jan.id, mail))).toMatchObject({ reason: 'sender_already_here' });
    await book.attachSender(ola.id, { channel: 'phone', value: '600 700 800' });
    expect((await book.contact(ola.id))?.senders).toMatchObject([{ key: '+48600700800' }]);
    await book.detachSender(ola.id, 'phone', '+48600700800');
    expect(await find(book, '600700')).toEqual([]);
  });

  test('A17: deleted, it is nowhere; and every edit of it says that it is gone', async () => {
    const book = openBook();
    const { contact } = await book.addSender(requester());
    await book.putNote(contact.id, 'A note');
    await book.deleteContact(contact.id);
    expect(await book.contact(contact.id)).toBeNull();
    expect(await find(book, '')).toEqual([]);
    expect(await book.recognise([requester()])).toMatchObject([{ state: 'unknown', nameTakenBy: null }]);
    const edits = [
      () => book.rename(contact.id, 'X'),
      () => book.putNote(contact.id, 'x'),
      () => book.setFields(contact.id, { a: null }, {}),
    ];
    for (const edit of edits) expect(await problem(edit())).toMatchObject({ reason: 'contact_gone' });
    await book.deleteContact(contact.id);
  });

  test('A26: notes are made, edited and deleted, newest first; an emptied one is deleted', async () => {
    const book = openBook();
    const { id } = await book.addContact(draft());
    await book.putNote(id, 'one');
    await new Promise((resolve) => setTimeout(resolve, 2));
    await book.putNote(id, 'two');
    const notes = async () => (await book.contact(id))?.notes ?? [];
    expect((await notes()).map(({ text }) => text)).toEqual(['two', 'one']);
    const [two, one] = await notes();
    await book.putNote(id, 'two!', two?.id);
    await book.putNote(id, ' ', one?.id);
    expect((await notes()).map(({ text }) => text)).toEqual(['two!']);
    await book.deleteNote(two?.id ?? '');
    expect(await notes()).toEqual([]);
  });

  test('every change is told to the surfaces, a burst of them once', async () => {
    const book = openBook();
    await book.status();
    book.heard.length = 0;
    await Promise.all(['a', 'b', 'c'].map((name) => book.addContact(draft({ name }))));
    await new Promise((resolve) => setTimeout(resolve, 150));
    const changes = book.heard.filter(({ event }) => event === 'book-changed');
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.length).toBeLessThan(3);
  });
});
