import { describe, expect, test } from 'vitest';
import { draft, freshLocal, openBook, requester } from './open-book.ts';

freshLocal();
const all = { text: '', sort: 'best', offset: 0, limit: 100 } as const;

const MASK = '8awgqyk6a5+cub31c122@allegromail.pl';
const login = { channel: 'allegro', address: 'jank84' };
const mask = { channel: 'email', address: MASK };
/** An order page of Allegro: the login, and beside it the address the buyer is reached by. */
const buyer = (more = {}) =>
  requester({ site: 'allegro', name: 'Jan Kowalski', ...login, also: [mask], confidence: 'likely', ...more });
const keysOf = async (book: ReturnType<typeof openBook>, id: string) =>
  (await book.contact(id))?.senders.map(({ channel, key }) => `${channel}/${key}`);

describe('a login and a relay address of one buyer', () => {
  test('R1, A30, A33: adding keeps both, and the buyer is known by either, on any channel', async () => {
    const book = openBook();
    const { contact, outcome } = await book.addSender(buyer());
    expect(outcome).toBe('added');
    expect(await keysOf(book, contact.id)).toEqual(['allegro/jank84', 'email/8awgqyk6a5@allegromail.pl']);
    const seen = [
      requester({ address: '8awgqyk6a5+another@allegromail.pl' }),
      requester({ channel: 'allegro', address: 'JanK84' }),
      requester({ channel: 'allegro', address: '8awgqyk6a5@allegromail.pl' }),
      buyer(),
    ];
    expect(await book.recognise(seen)).toEqual(seen.map(() => ({ state: 'known', contact })));
    for (const one of seen) expect(await book.addSender(one)).toEqual({ outcome: 'already', contact });
    expect((await book.list(all)).total).toBe(1);
  });

  test('R1: whoever is known by one of them may be given the other, by a click and never by itself', async () => {
    const book = openBook();
    const { contact } = await book.addSender(requester(mask));
    expect(await book.recognise([buyer()])).toEqual([{ state: 'known', contact, linkable: [login] }]);
    expect(await book.addSender(buyer())).toEqual({ outcome: 'sender-taken', contact });
    expect(await keysOf(book, contact.id)).toHaveLength(1);
    await book.addSender(buyer(), { do: 'attach', contactId: contact.id });
    expect(await book.recognise([buyer()])).toEqual([{ state: 'known', contact }]);
    const other = buyer({ also: [mask, { channel: 'email', address: 'second@allegromail.pl' }] });
    const linkable = [{ channel: 'email', address: 'second@allegromail.pl' }];
    expect(await book.recognise([other])).toEqual([{ state: 'known', contact, linkable }]);
    expect(await book.addSender(other, { do: 'attach', contactId: contact.id })).toMatchObject({
      outcome: 'attached',
    });
    expect(await keysOf(book, contact.id)).toHaveLength(3);
  });

  test('R1: two contacts behind one page are told of, and stay two', async () => {
    const book = openBook();
    const { contact: jan } = await book.addSender(buyer({ also: [] }));
    const { contact: ola } = await book.addSender(requester({ ...mask, name: 'Ola Maj' }));
    const elsewhere = { address: MASK, contact: ola };
    expect(await book.recognise([buyer()])).toEqual([{ state: 'known', contact: jan, elsewhere }]);
    expect(await book.addSender(buyer(), { do: 'attach', contactId: jan.id })).toEqual({
      outcome: 'already',
      contact: jan,
    });
    expect(await keysOf(book, jan.id)).toEqual(['allegro/jank84']);
    expect(await keysOf(book, ola.id)).toEqual(['email/8awgqyk6a5@allegromail.pl']);
  });

  test('R1: a relay whose holder has another login on that marketplace is not believed', async () => {
    const book = openBook();
    const ola = await book.addContact(
      draft({ name: 'Ola Maj', senders: [mask, { channel: 'allegro', address: 'ola_m' }].map(valued) }),
    );
    const elsewhere = { address: MASK, contact: { id: ola.id, name: 'Ola Maj' } };
    expect(await book.recognise([buyer()])).toMatchObject([{ state: 'unknown', elsewhere }]);
    const { contact, outcome } = await book.addSender(buyer());
    expect(outcome).toBe('added');
    expect(await keysOf(book, contact.id)).toEqual(['allegro/jank84']);
    expect(await book.recognise([buyer()])).toEqual([{ state: 'known', contact, elsewhere }]);
  });

  test('R1: a login that nobody has is not offered to somebody with another one on that marketplace', async () => {
    const book = openBook();
    const { contact } = await book.addSender(buyer());
    const other = requester({ ...mask, also: [{ channel: 'allegro', address: 'somebody_else' }] });
    expect(await book.recognise([other])).toEqual([{ state: 'known', contact }]);
    await book.addSender(other, { do: 'attach', contactId: contact.id });
    expect(await keysOf(book, contact.id)).toHaveLength(2);
  });

  test('R1: shared addresses, own ones and what cannot be told are nobody’s second identity', async () => {
    const book = openBook();
    await book.putIntegration({ channel: 'email', name: 'Shop', address: 'sklep@lampka.example' });
    const also = [
      'no-reply-amazon-iba-buyer@marketplace.amazon.de',
      'sklep@lampka.example',
      'no address',
      MASK,
      '8AWGQYK6A5+other@allegromail.pl',
    ].map((address) => ({ channel: 'email', address }));
    const { contact } = await book.addSender(buyer({ also }));
    expect(await keysOf(book, contact.id)).toEqual(['allegro/jank84', 'email/8awgqyk6a5@allegromail.pl']);
  });

  test('R1, G2: two clicks at once, from two workers, make one contact with both', async () => {
    const books = [openBook(), openBook()];
    const outcomes = await Promise.all([...books, ...books].map((book) => book.addSender(buyer())));
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual([
      'added',
      'already',
      'already',
      'already',
    ]);
    for (const { contact } of outcomes)
      for (const book of books) expect(await keysOf(book, contact.id)).toHaveLength(2);
  });
});

describe('what a marketplace shows of a buyer', () => {
  test('R4, R6, A9: phone, country and orders are kept, and a number of no country is not', async () => {
    const book = openBook();
    const orders = ['0b6a3c1e-5d2f-4a7b-9c8d-1e2f3a4b5c6d'];
    const { contact } = await book.addSender(buyer({ phone: '600 700 800', country: 'PL', orders }));
    expect((await book.contact(contact.id))?.fields).toMatchObject({
      'phone/+48600700800': { value: '600 700 800', origin: 'page' },
      country: { value: 'PL', origin: 'page' },
      [`order/${orders[0]}`]: { origin: 'page' },
    });
    const other = buyer({ channel: 'etsy', address: 'ola', name: 'Ola', also: [], phone: '600 700 801' });
    const fields = (await book.contact((await book.addSender(other)).contact.id))?.fields ?? {};
    expect(Object.keys(fields).filter((key) => key.startsWith('phone/'))).toEqual([]);
  });

  test('B21, M: masks never suggest that two are one, in whatever form', async () => {
    const book = openBook();
    for (const [name, value] of [
      ['Jan', 'alias@members.ebay.de'],
      ['Ola', MASK],
      ['Ela', 'x1@marketplace.amazon.it'],
      ['Ewa', 'y2@marketplace.empik.com'],
    ] as const) {
      const { contact } = await book.addSender(requester({ name, address: value }));
      const other = await book.addContact(draft({ name: `${name} again` }));
      await book.setFields(other.id, { [`email/${value}`]: { value, origin: 'typed' } }, {});
      expect((await book.twins(contact.id)).total).toBe(0);
    }
  });
});

function valued({ channel, address }: { channel: string; address: string }) {
  return { channel, value: address };
}
