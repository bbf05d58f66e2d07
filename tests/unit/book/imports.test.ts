import { describe, expect, test } from 'vitest';
import { draft, find, freshLocal, openBook } from './open-book.ts';
import { checked, codes, contact, imported, outcomes, report, someone, until } from './import-people.ts';

freshLocal();

const email = (value: string) => ({ channel: 'email', value });

describe('an import', () => {
  test('G14: a dry run writes nothing and tells what the import then does', async () => {
    const book = openBook();
    await book.addContact(draft({ name: 'Jan Kowalski', senders: [email('jan@post.example')] }));
    const people = [
      someone({ emails: ['ana@post.example'], tags: ['VIP', 'vip'], organisation: 'Lampka' }),
      someone({ name: 'J. Kowalski', emails: ['JAN@post.example'], fields: { city: 'Łódź' } }),
      someone({ name: 'Jan Kowalski', emails: ['other.jan@post.example'] }),
      someone({ name: 'Ewa', emails: ['not an address'], phones: ['600 700 800'] }),
      someone({ name: '', emails: [] }),
      someone({ name: 'Ana again', emails: ['ana@post.example'] }),
    ];
    const { id, view } = await checked(book, people);
    expect((await book.status()).contacts).toBe(1);
    expect(await book.tags()).toEqual([]);
    expect(view).toMatchObject({
      total: 6,
      done: 6,
      counts: { new: 3, updated: 1, same: 1, skipped: 1, failed: 0, tags: 1, organisations: 1 },
    });
    expect(view.counts.issues).toMatchObject({
      second_name: 1,
      not_an_email: 1,
      phone_needs_country: 1,
      nobody: 1,
    });
    const guess = await report(book, id);
    await book.startImport(id);
    const done = await until(book, id, 'done');
    expect(done.counts).toEqual(view.counts);
    const rows = await report(book, id);
    expect(
      rows.map(({ row, outcome, issues }) => ({ row, outcome, codes: issues.map(({ code }) => code) })),
    ).toEqual(
      guess.map(({ row, outcome, issues }) => ({ row, outcome, codes: issues.map(({ code }) => code) })),
    );
    expect((await book.status()).contacts).toBe(4);
    expect((await book.tags()).map(({ name }) => name)).toEqual(['VIP']);
  });

  test('W17: the same file twice makes nothing twice', async () => {
    const book = openBook();
    const people = [
      someone({
        emails: ['ana@post.example', 'ana2@post.example'],
        phones: ['+48600700800'],
        notes: ['first\nsecond'],
        tags: ['VIP'],
        organisation: 'Lampka',
        orders: ['A-1'],
        fields: { city: 'Łódź', country: 'PL' },
      }),
      someone({ emails: ['other@post.example'] }),
      someone({ name: 'Only A Name', notes: ['here'] }),
      someone({ name: 'Login', senders: [{ channel: 'allegro', value: 'Jank84' }] }),
    ];
    const first = await imported(book, people);
    expect(outcomes(first.rows)).toEqual(['new', 'new', 'new', 'new']);
    const second = await imported(book, people);
    expect(outcomes(second.rows)).toEqual(['same', 'same', 'same', 'same']);
    expect(await book.status()).toMatchObject({ contacts: 4 });
    const ana = await contact(book, 'Ana Silva');
    expect(ana?.notes.map(({ text }) => text)).toEqual(['first\nsecond']);
    expect(ana?.senders).toHaveLength(3);
    expect(ana?.fields['primaryEmail']?.value).toBe('ana@post.example');
    expect(ana?.fields['order/a-1']?.value).toBe(true);
  });

  test('G15: our own export, imported where it came from, changes nobody', async () => {
    const book = openBook();
    const jan = await book.addContact(
      draft({ senders: [email('jan@post.example'), email('j@lampka.example')] }),
    );
    const typed = (value: string) => ({ value, origin: 'typed' as const });
    await book.setFields(
      jan.id,
      { 'phone/+48600700800': typed('600 700 800'), 'email/jan@dom.example': typed('Jan@dom.example') },
      {},
    );
    const people = await book.exportContacts([jan.id]);
    expect(people[0]).toMatchObject({ phones: ['600 700 800'] });
    const { rows } = await imported(book, people, { country: 'PL' });
    expect(outcomes(rows)).toEqual(['same']);
    expect((await book.contact(jan.id))?.senders).toHaveLength(2);
  });

  test('G27: a typed value stays, one that nobody typed is replaced, and that is told', async () => {
    const book = openBook();
    const jan = await book.addContact(draft({ senders: [email('jan@post.example')] }));
    const typed = { value: 'Gdynia', origin: 'typed' as const };
    await book.setFields(jan.id, { city: typed, region: { value: 'x', origin: 'page' } }, {});
    const people = [
      someone({
        name: 'Janek',
        emails: ['jan@post.example'],
        fields: { city: 'Łódź', region: 'y', jobTitle: 'baker' },
      }),
    ];
    const { rows } = await imported(book, people);
    const after = await book.contact(jan.id);
    expect(after).toMatchObject({
      name: 'Jan Kowalski',
      fields: { city: typed, region: { value: 'y', origin: 'api' }, jobTitle: { value: 'baker' } },
    });
    expect(rows[0]).toMatchObject({
      outcome: 'updated',
      issues: [
        { code: 'typed_kept', value: 'Łódź' },
        { code: 'name_kept', value: 'Janek' },
      ],
    });
    const chosen = await imported(book, people, { overwrite: true });
    expect(outcomes(chosen.rows)).toEqual(['updated']);
    expect(await book.contact(jan.id)).toMatchObject({
      name: 'Janek',
      fields: { city: { value: 'Łódź', origin: 'typed' } },
    });
  });

  test('A20: somebody of a name that is taken is told apart, joined or left out, as was chosen', async () => {
    const book = openBook();
    await book.addContact(draft({ name: 'Jan Kowalski' }));
    const people = [someone({ name: 'jan  KOWALSKI', emails: ['jan@post.example'] })];
    const skip = await imported(book, people, { sameName: 'skip' });
    expect(skip.rows[0]).toMatchObject({
      outcome: 'skipped',
      issues: [{ code: 'name_taken', contact: { name: 'Jan Kowalski' } }],
    });
    const apart = await imported(book, people);
    expect(apart.rows[0]).toMatchObject({
      outcome: 'new',
      contact: { name: 'jan KOWALSKI (jan@post.example)' },
    });
    const join = await imported(book, [someone({ name: 'Jan Kowalski', emails: ['second@post.example'] })], {
      sameName: 'update',
    });
    expect(join.rows[0]).toMatchObject({ outcome: 'updated', contact: { name: 'Jan Kowalski' } });
    expect(await find(book, 'kowalski')).toHaveLength(2);
    // Even the name with the address is somebody's by now.
    await book.addContact(draft({ name: 'Jan Kowalski (third@post.example)' }));
    const third = await imported(book, [someone({ name: 'Jan Kowalski', emails: ['third@post.example'] })]);
    expect(third.rows[0]).toMatchObject({
      outcome: 'new',
      contact: { name: expect.stringMatching(/^Jan Kowalski \(C-/u) },
    });
  });

  test('A33: a sender that another contact has stays there, is told, and is kept as a value that shows the duplicate', async () => {
    const book = openBook();
    await book.addContact(draft({ name: 'Ana', senders: [email('ana@post.example')] }));
    const eva = await book.addContact(draft({ name: 'Eva', senders: [email('eva@post.example')] }));
    const { rows } = await imported(book, [someone({ emails: ['ana@post.example', 'eva@post.example'] })]);
    expect(rows[0]?.contact?.name).toBe('Ana');
    expect(rows[0]?.issues).toContainEqual({ code: 'sender_taken', value: 'eva@post.example', contact: eva });
    const ana = await contact(book, 'Ana');
    expect(ana?.senders.map(({ key }) => key)).toEqual(['ana@post.example']);
    expect(ana?.fields['email/eva@post.example']?.value).toBe('eva@post.example');
  });

  test('R13: one number for a whole company makes nobody somebody else; the same name and number do', async () => {
    const book = openBook();
    const phones = ['+48221112233'];
    const { rows } = await imported(book, [
      someone({ name: 'Anna', emails: ['anna@lampka.example'], phones }),
      someone({ name: 'Piotr', emails: ['piotr@lampka.example'], phones }),
      someone({ name: 'Anna', emails: ['anna.private@post.example'], phones }),
      someone({ name: 'Reception', phones }),
    ]);
    expect(rows.map(({ outcome, contact }) => [outcome, contact?.name])).toEqual([
      ['new', 'Anna'],
      ['new', 'Piotr'],
      ['updated', 'Anna'],
      ['same', 'Anna'],
    ]);
    expect(codes(rows[1])).toEqual(['sender_taken']);
    expect((await contact(book, 'Piotr'))?.fields['phone/+48221112233']?.value).toBe('+48221112233');
  });

  test("R4: a national number is read for the person's own country, else for the one chosen, else it is none", async () => {
    const book = openBook();
    const { rows } = await imported(
      book,
      [
        someone({ name: 'A', phones: ['600 700 800'], fields: { country: 'PL' } }),
        someone({ name: 'B', phones: ['01 23 45 67 89'] }),
        someone({ name: 'C', phones: ['12 34'] }),
      ],
      { country: 'FR' },
    );
    expect((await contact(book, 'A'))?.senders[0]?.key).toBe('+48600700800');
    expect((await contact(book, 'B'))?.senders[0]?.key).toBe('+33123456789');
    expect(codes(rows[2])).toEqual(['not_a_phone']);
  });

  test('G11: the team itself is nobody', async () => {
    const book = openBook();
    await book.putIntegration({ channel: 'email', name: 'Support', address: 'support@lampka.example' });
    const { rows } = await imported(book, [someone({ emails: ['support@lampka.example'] })]);
    expect(codes(rows[0])).toEqual(['own_address']);
    expect((await contact(book, 'Ana Silva'))?.senders).toEqual([]);
  });

  test("G16: the team's own attributes take only what they take", async () => {
    const book = openBook();
    const size = await book.putAttribute({ name: 'Size', type: 'number' });
    const kind = await book.putAttribute({ name: 'Kind', type: 'list', options: ['Żółty', 'Red'] });
    const day = await book.putAttribute({ name: 'Since', type: 'date' });
    const fields = {
      [size.key]: '1 234,5',
      [kind.key]: 'zolty',
      [day.key]: '31.12.2026',
      'custom/nothing': 'x',
    };
    const { rows } = await imported(book, [
      someone({ name: 'A', fields }),
      someone({ name: 'B', fields: { [size.key]: 'big', [kind.key]: 'blue', [day.key]: '03/04/2026' } }),
    ]);
    const { [size.key]: a, [kind.key]: b, [day.key]: c, ...rest } = (await contact(book, 'A'))?.fields ?? {};
    expect([a?.value, b?.value, c?.value, rest]).toEqual([1234.5, 'Żółty', '2026-12-31', {}]);
    expect(codes(rows[1])).toEqual(['not_a_number', 'not_an_option', 'not_a_date']);
    expect((await contact(book, 'B'))?.fields).toEqual({});
  });

  test("E30: imported values of the team's own attributes sort the list and make a segment", async () => {
    const book = openBook();
    const { key } = await book.putAttribute({ name: 'Size', type: 'number' });
    const sizes = { Ana: '9', Bob: '100', Eve: '20' };
    await imported(
      book,
      Object.entries(sizes).map(([name, size]) => someone({ name, fields: { [key]: size } })),
    );
    const sorted = await book.list({ text: '', sort: { by: key, descending: true }, offset: 0, limit: 9 });
    expect(sorted.rows.map(({ name }) => name)).toEqual(['Bob', 'Eve', 'Ana']);
    const large = { groups: [[{ attribute: key, is: 'more' as const, value: 10 }]] };
    expect(await book.count([large])).toEqual([2]);
    await book.putSegment({
      name: 'Large',
      filter: large,
      columns: [key],
      sort: { by: key, descending: false },
    });
    expect((await book.segments()).map(({ name, filter }) => [name, filter])).toEqual([['Large', large]]);
  });
});
