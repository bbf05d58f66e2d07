import { describe, expect, test } from 'vitest';
import { draft, find, freshLocal, openBook, problem, requester } from './open-book.ts';

freshLocal();
const all = { text: '', sort: 'best', offset: 0, limit: 100 } as const;

describe('adding a sender with one click', () => {
  test('A30, A31, C17, C18: makes a contact with the sender’s name at once, with nothing configured', async () => {
    const book = openBook();
    expect(await book.addSender(requester())).toMatchObject({
      outcome: 'added',
      contact: { name: 'Jan Kowalski' },
    });
    expect(await find(book, 'kowalski')).toEqual(['Jan Kowalski']);
    expect(await book.status()).toMatchObject({
      contacts: 1,
      unsent: 0,
      workspace: null,
      sync: { state: 'alone' },
    });
  });

  test.each([
    ['', 'ola.maj@poczta.example', 'email', 'ola.maj'],
    ['\u200B\u2060 ', 'ola.maj@poczta.example', 'email', 'ola.maj'],
    ['', 'jank84', 'allegro', 'jank84'],
    ['محمد', 'm@poczta.example', 'email', 'محمد'],
    ['\u202EAnna\u202C', 'a@poczta.example', 'email', 'Anna'],
    ['👩‍👩‍👧 Ola', 'o@poczta.example', 'email', '👩‍👩‍👧 Ola'],
    ['Αnna Кowalska', 'mixed@poczta.example', 'email', 'Αnna Кowalska'],
  ])('A31: «%s» <%s> on %s becomes «%s»', async (name, address, channel, expected) => {
    const book = openBook();
    expect(await book.addSender(requester({ name, address, channel }))).toMatchObject({
      contact: { name: expected },
    });
  });

  test('A31: a name too long to be one is cut between characters, since nobody typed it', async () => {
    const outcome = await openBook().addSender(requester({ name: `${'a'.repeat(197)}👩‍👩‍👧!` }));
    expect(outcome.contact.name).toBe('a'.repeat(197));
  });

  test('G2: the same requester twice, one after the other, is one contact', async () => {
    const book = openBook();
    const first = await book.addSender(requester());
    expect(await book.addSender(requester({ address: ' JAN.Kowalski@poczta.example' }))).toEqual({
      outcome: 'already',
      contact: first.contact,
    });
    expect((await book.list(all)).total).toBe(1);
  });

  test('G2: two clicks at once, from two workers on one database, are one contact', async () => {
    const books = [openBook(), openBook()];
    const outcomes = await Promise.all([...books, ...books].map((book) => book.addSender(requester())));
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual([
      'added',
      'already',
      'already',
      'already',
    ]);
    expect(new Set(outcomes.map(({ contact }) => contact.id)).size).toBe(1);
    for (const book of books) expect((await book.list(all)).total).toBe(1);
  });

  test('A33, C19: a sender that another contact has is not added, and its owner is named', async () => {
    const book = openBook();
    const owner = await book.addContact(
      draft({
        name: 'Lampka sp. z o.o.',
        senders: [{ channel: 'email', value: 'jan.kowalski@poczta.example' }],
      }),
    );
    expect(await book.addSender(requester())).toEqual({ outcome: 'sender-taken', contact: owner });
    expect((await book.list(all)).total).toBe(1);
  });

  test('X1: a taken name is offered to be attached to, or to be told apart by platform and login', async () => {
    const book = openBook();
    const { contact: first } = await book.addSender(requester());
    const other = requester({ site: 'allegro', channel: 'allegro', address: 'jank84' });
    const suffixed = 'Jan Kowalski (Allegro: jank84)';
    expect(await book.addSender(other)).toEqual({ outcome: 'name-taken', contact: first, suffixed });
    expect((await book.list(all)).total).toBe(1);
    expect(await book.addSender(other, { do: 'suffix' })).toMatchObject({
      outcome: 'added',
      contact: { name: suffixed },
    });
    expect(await book.addSender(other, { do: 'suffix' })).toMatchObject({ outcome: 'already' });
    const third = requester({ address: 'jan@firma.example' });
    expect(await book.addSender(third, { do: 'attach', contactId: first.id })).toMatchObject({
      outcome: 'attached',
    });
    expect((await book.contact(first.id))?.senders.map(({ key }) => key)).toEqual([
      'jan.kowalski@poczta.example',
      'jan@firma.example',
    ]);
  });

  test('X1: even the longer name may be taken; nobody is refused for a name', async () => {
    const book = openBook();
    await book.addContact(draft({ name: 'Jan Kowalski' }));
    await book.addContact(draft({ name: 'Jan Kowalski (jan.kowalski@poczta.example)' }));
    expect(await book.addSender(requester(), { do: 'suffix' })).toMatchObject({
      outcome: 'added',
      contact: { name: 'Jan Kowalski (jan.kowalski@poczta.example) 2' },
    });
  });

  test('A33: attaching a sender that somebody else has names its owner and moves nothing', async () => {
    const book = openBook();
    const { contact: owner } = await book.addSender(requester());
    const other = await book.addContact(draft({ name: 'Ola' }));
    expect(await book.addSender(requester(), { do: 'attach', contactId: other.id })).toEqual({
      outcome: 'sender-taken',
      contact: owner,
    });
  });

  test('R1: a relay’s rotating address is one person, a plus tag of anybody else’s is not', async () => {
    const book = openBook();
    const relay = (tag: string) => requester({ address: `8awgqyk6a5+${tag}@allegromail.pl` });
    const { contact } = await book.addSender(relay('cub31c122'));
    expect(await book.recognise([relay('zzz')])).toEqual([{ state: 'known', contact }]);
    expect(await book.addSender(relay('zzz'))).toEqual({ outcome: 'already', contact });
    expect((await book.contact(contact.id))?.senders).toMatchObject([{ channel: 'email' }]);
    await book.addSender(requester({ name: 'Ala', address: 'user+a@poczta.example' }));
    const [other] = await book.recognise([requester({ name: 'Ela', address: 'user+b@poczta.example' })]);
    expect(other).toMatchObject({ state: 'unknown', proposedName: 'Ela' });
  });

  test('R1: an address that stands for many buyers identifies none of them, on any channel', async () => {
    const book = openBook();
    for (const channel of ['email', 'amazon']) {
      const shared = requester({ channel, address: 'no-reply-amazon-iba-buyer@marketplace.amazon.it' });
      expect(await book.recognise([shared])).toMatchObject([
        { state: 'cannot-tell', problem: { reason: 'shared_address' } },
      ]);
      expect(await problem(book.addSender(shared))).toMatchObject({ reason: 'shared_address' });
    }
    expect((await book.list(all)).total).toBe(0);
  });

  test('G11: the team’s own addresses and logins are nobody to add', async () => {
    const book = openBook();
    await book.putIntegration({ channel: 'email', name: 'Support', address: 'Support@sklep.example' });
    await book.putIntegration({ channel: 'allegro', name: 'Lampka', address: 'lampka_pl' });
    expect(await book.own()).toEqual(['Support@sklep.example', 'lampka_pl']);
    const own = [
      requester({ address: 'support@sklep.example' }),
      requester({ channel: 'allegro', address: 'LAMPKA_PL' }),
    ];
    expect(await book.recognise(own)).toEqual([{ state: 'own' }, { state: 'own' }]);
    for (const one of own)
      expect(await problem(book.addSender(one))).toMatchObject({ reason: 'own_address' });
    // A login is one on its own channel only.
    expect(await book.recognise([requester({ channel: 'ebay', address: 'lampka_pl' })])).toMatchObject([
      { state: 'unknown' },
    ]);
  });

  test('what a page does not show cannot be added', async () => {
    const book = openBook();
    expect(await problem(book.addSender(requester({ address: ' ' })))).toMatchObject({
      reason: 'sender_empty',
    });
    expect(await problem(book.addSender(requester({ address: 'not an address' })))).toMatchObject({
      reason: 'not_an_email',
    });
    const call = requester({ channel: 'whatsapp', address: '600 700 800' });
    expect(await problem(book.addSender(call))).toMatchObject({ reason: 'phone_needs_country' });
  });

  test('R4: a national number is read for the page’s country, else the team’s', async () => {
    const call = requester({ channel: 'whatsapp', address: '600 700 800' });
    const { contact } = await openBook({ country: 'PL' }).addSender(call);
    const book = openBook();
    expect((await book.contact(contact.id))?.senders).toMatchObject([{ key: '+48600700800' }]);
    expect(await book.recognise([requester({ channel: 'phone', address: '+48 600-700-800' })])).toMatchObject(
      [{ state: 'known', contact }],
    );
  });
});

describe('what a page says of a requester', () => {
  test('A9, A10, G27: country and language are kept with where they came from, and never win over typing', async () => {
    const book = openBook();
    const { contact } = await book.addSender(
      requester({
        channel: 'allegro',
        address: 'jank84',
        conversationUrl: 'https://allegro.pl/wiadomosci/1',
        language: 'pl',
      }),
    );
    expect((await book.contact(contact.id))?.fields).toMatchObject({
      country: { value: 'PL', origin: 'derived' },
      language: { value: 'pl', origin: 'page' },
    });
    await book.setFields(
      contact.id,
      { country: { value: 'DE', origin: 'typed' } },
      { country: { value: 'PL', origin: 'derived' } },
    );
    await book.addSender(requester({ address: 'jan@poczta.pl', country: 'PL' }), {
      do: 'attach',
      contactId: contact.id,
    });
    await book.setFields(contact.id, { country: { value: 'FR', origin: 'page' } }, {});
    expect(await book.contact(contact.id)).toMatchObject({ country: 'DE', language: 'pl' });
  });

  test('A6, C4: the name a page shows is the sender’s, never the contact’s', async () => {
    const book = openBook();
    const { contact } = await book.addSender(requester());
    await book.rename(contact.id, 'Pan Jan');
    await book.addSender(requester({ name: 'Johnny', address: 'johnny@poczta.example' }), {
      do: 'attach',
      contactId: contact.id,
    });
    expect(await book.contact(contact.id)).toMatchObject({
      name: 'Pan Jan',
      senders: [{ name: 'Jan Kowalski' }, { name: 'Johnny' }],
    });
  });

  test('B9: only a web address is kept as the conversation’s', async () => {
    const book = openBook();
    const { contact } = await book.addSender(requester({ conversationUrl: 'javascript:alert(1)' }));
    expect((await book.contact(contact.id))?.senders).toMatchObject([{ conversationUrl: null }]);
  });

  test('A25, R3: the own account a message came to is named as the team names it', async () => {
    const book = openBook();
    await book.putIntegration({ channel: 'email', name: 'Support', address: 'support@sklep.example' });
    const { contact } = await book.addSender(requester({ integration: 'Support@sklep.example' }));
    expect(await book.contact(contact.id)).toMatchObject({
      integrations: ['Support'],
      senders: [{ integration: 'Support' }],
    });
  });

  test('R6: an order the page links to a buyer finds the buyer', async () => {
    const book = openBook();
    await book.addSender(requester({ orders: ['408-1234567-1234567'] }));
    expect(await find(book, '408-1234567')).toEqual(['Jan Kowalski']);
  });

  test('G23: participants are recognised in the order they are shown', async () => {
    const book = openBook();
    const { contact } = await book.addSender(requester());
    await book.addContact(draft({ name: 'Ola Maj' }));
    const ola = requester({ name: 'ola  MAJ', address: 'ola@poczta.example' });
    expect(await book.recognise([ola, requester(), ola])).toMatchObject([
      { state: 'unknown', nameTakenBy: { name: 'Ola Maj' } },
      { state: 'known', contact },
      { state: 'unknown' },
    ]);
    expect(await book.recognise([])).toEqual([]);
  });
});
