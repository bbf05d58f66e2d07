import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import type { Filter } from '#lib/model/filter.ts';
import { draft, freshLocal, openBook, problem } from './open-book.ts';

freshLocal();

const typed = (value: string | number | boolean) => ({ value, origin: 'typed' as const });
const tagged = (id: string): Filter => ({ groups: [[{ attribute: 'tags', is: 'any-of', value: [id] }]] });

describe('a tag', () => {
  test('B44: made twice, whatever its case, it is one', async () => {
    const book = openBook();
    const vip = await book.putTag({ name: ' Vip  klient ', color: 'red' });
    expect(vip).toMatchObject({ name: 'Vip klient', color: 'red' });
    expect(await book.putTag({ name: 'VIP KLIENT', color: 'blue' })).toEqual(vip);
    expect(await book.tags()).toEqual([vip]);
  });

  test('B44: made by two surfaces at the same moment, it is one; what is refused holds nobody up', async () => {
    const book = openBook();
    const [one, refused, other] = await Promise.allSettled([
      book.putTag({ name: 'Vip' }),
      book.putTag({ name: '' }),
      book.putTag({ name: 'VIP' }),
    ]);
    expect(refused.status).toBe('rejected');
    expect(other).toEqual(one);
    expect(await book.tags()).toHaveLength(1);
    const made = await Promise.all(['Lampka', 'LAMPKA'].map((name) => book.putOrganisation({ name })));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  test('B47: each new one has a colour that is rare among the others, until all are used', async () => {
    const book = openBook();
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) await book.putTag({ name });
    expect(new Set((await book.tags()).map(({ color }) => color)).size).toBe(7);
  });

  test('B46: renamed it stays on its contacts; another’s name is refused by that name', async () => {
    const book = openBook();
    const one = await book.putTag({ name: 'One' });
    await book.putTag({ name: 'Two' });
    const { id } = await book.addContact(draft());
    await book.setFields(id, { [`tag/${one.id}`]: typed(true) }, {});
    await book.putTag({ name: 'First' }, one.id);
    expect(await book.count([tagged(one.id)])).toEqual([1]);
    expect(await problem(book.putTag({ name: 'TWO' }, one.id))).toEqual({
      reason: 'definition_taken',
      value: 'Two',
    });
    expect(await problem(book.putTag({ name: 'x' }, crypto.randomUUID()))).toEqual({
      reason: 'definition_gone',
    });
    expect(await problem(book.putTag({ name: ' \u200b ' }))).toEqual({ reason: 'name_empty' });
    expect(await problem(book.putTag({ name: 'x'.repeat(61) }))).toEqual({ reason: 'name_too_long' });
    expect(await book.valueCounts('tags')).toEqual({ [one.id]: 1 });
  });
});

describe('an organisation', () => {
  test('E31: an address suggests the one that has its domain, else one to make of it', async () => {
    const book = openBook();
    expect(await book.suggestOrganisation('anna@mail.zielona-lampka.example')).toEqual({
      organisation: null,
      name: 'Zielona lampka',
      domain: 'zielona-lampka.example',
    });
    const made = await book.putOrganisation({
      name: 'Lampka',
      domain: 'https://www.Zielona-Lampka.example/',
    });
    expect(made).toMatchObject({ name: 'Lampka', domain: 'zielona-lampka.example', site: '' });
    expect(await book.suggestOrganisation('anna@mail.zielona-lampka.example')).toMatchObject({
      organisation: made,
      name: 'Lampka',
    });
    expect(await book.suggestOrganisation('anna@notzielona-lampka.example')).toMatchObject({
      organisation: null,
    });
  });

  test('E31: free mail, relays and the team’s own domain suggest nothing', async () => {
    const book = openBook();
    await book.putIntegration({ channel: 'email', name: 'Shop', address: 'support@nasz-sklep.example' });
    for (const address of ['a@gmail.com', 'x+1@allegromail.pl', 'boss@nasz-sklep.example', 'nonsense'])
      expect(await book.suggestOrganisation(address)).toBeNull();
  });

  test('E1: its name, domain and site are edited; an edit of one leaves the others', async () => {
    const book = openBook();
    const { id } = await book.putOrganisation({
      name: 'Lampka',
      domain: 'lampka.example',
      site: 'lampka.example',
    });
    await book.putOrganisation({ name: 'Lampka sp. z o.o.', domain: '' }, id);
    expect(await book.organisations()).toEqual([
      { id, name: 'Lampka sp. z o.o.', domain: '', site: 'https://lampka.example' },
    ]);
    expect(await problem(book.putOrganisation({ name: 'x', domain: 'two words' }))).toMatchObject({
      reason: 'not_a_domain',
    });
    expect(await problem(book.putOrganisation({ name: 'x', site: 'javascript:1' }))).toMatchObject({
      reason: 'not_a_link',
    });
  });
});

describe('an attribute of the team’s own', () => {
  test('E20, E21: it keeps its values under a new name, and its type while there are any', async () => {
    const book = openBook();
    const made = await book.putAttribute({ name: 'Rabat', type: 'number' });
    const { id } = await book.addContact(draft());
    await book.setFields(id, { [made.key]: typed(12) }, {});
    await book.putAttribute({ name: 'Zniżka' }, made.id);
    expect(await book.attributes()).toEqual([{ ...made, name: 'Zniżka' }]);
    expect((await book.contact(id))?.fields[made.key]?.value).toBe(12);
    expect(await problem(book.putAttribute({ name: 'Zniżka', type: 'text' }, made.id))).toEqual({
      reason: 'attribute_in_use',
    });
    await book.setFields(id, { [made.key]: null }, { [made.key]: typed(12) });
    expect(await book.putAttribute({ name: 'Zniżka', type: 'text' }, made.id)).toMatchObject({
      type: 'text',
    });
  });

  test('G16: a contact takes only such values as the attribute does', async () => {
    const book = openBook();
    const { id } = await book.addContact(draft());
    const list = await book.putAttribute({
      name: 'Poziom',
      type: 'list',
      options: [' Złoty ', 'Srebrny', 'Złoty'],
    });
    expect(list.options).toEqual(['Złoty', 'Srebrny']);
    await book.setFields(id, { [list.key]: typed('Złoty') }, {});
    expect(await problem(book.setFields(id, { [list.key]: typed('Brąz') }, {}))).toEqual({
      reason: 'not_an_option',
      value: 'Brąz',
    });
    const gone = `custom/${crypto.randomUUID()}`;
    expect(await problem(book.setFields(id, { [gone]: typed('x') }, {}))).toEqual({
      reason: 'definition_gone',
    });
    expect(await problem(book.putAttribute({ name: 'Leer', type: 'list', options: [' '] }))).toEqual({
      reason: 'no_options',
    });
  });

  test('E22: before it is deleted it tells who uses it; then its values stay, unseen, and filters with it find nobody', async () => {
    const book = openBook();
    const { id: attribute, key } = await book.putAttribute({ name: 'Rabat', type: 'number' });
    const { id } = await book.addContact(draft());
    await book.setFields(id, { [key]: typed(12) }, {});
    const filter: Filter = { groups: [[{ attribute: key, is: 'more', value: 10 }]] };
    const { id: segment } = await book.putSegment({ name: 'Rabaty', filter, columns: ['name'], sort: null });
    await book.putSegment({ name: 'Inni', filter: { groups: [] }, columns: ['name'], sort: null });
    expect(await book.usedBy('attribute', attribute)).toEqual({
      contacts: 1,
      segments: [{ id: segment, name: 'Rabaty' }],
    });
    expect(await book.count([filter])).toEqual([1]);
    await book.deleteAttribute(attribute);
    expect(await book.attributes()).toEqual([]);
    expect(await book.count([filter])).toEqual([0]);
    expect((await book.contact(id))?.fields[key]?.value).toBe(12);
    await book.deleteAttribute(attribute);
  });

  test('D8 to D11: order and visibility are one for the team, of standard attributes too', async () => {
    const book = openBook();
    const [a, b] = [await book.putAttribute({ name: 'A' }), await book.putAttribute({ name: 'B' })];
    expect(await book.attributeOrder()).toEqual({ order: [], off: [] });
    const order = { order: [b.key, 'city', a.key], off: [a.key, 'language'] };
    await book.putAttributeOrder(order);
    await book.putAttributeOrder(order);
    expect(await book.attributeOrder()).toEqual(order);
    expect((await book.attributes()).map(({ name, isOn }) => [name, isOn])).toEqual([
      ['B', true],
      ['A', false],
    ]);
  });
});

describe('a segment', () => {
  const filter: Filter = { groups: [[{ attribute: 'country', is: 'is', value: 'PL' }]] };

  test('E23 to E26: it keeps filter, columns and sort, is edited, and follows who matches', async () => {
    const book = openBook();
    const asked = {
      name: ' Polska ',
      filter,
      columns: ['name', 'city'],
      sort: { by: 'name', descending: true },
    };
    const made = await book.putSegment(asked);
    expect(made).toEqual({ ...asked, id: made.id, name: 'Polska', createdBy: null });
    expect(await book.count([filter])).toEqual([0]);
    await book.addContact(draft({ country: 'PL' }));
    expect(await book.count([filter])).toEqual([1]);
    expect(await problem(book.putSegment({ ...asked, name: 'POLSKA' }))).toMatchObject({
      reason: 'definition_taken',
    });
    await book.putSegment({ ...asked, name: 'Kraj', sort: null }, made.id);
    expect(await book.segments()).toEqual([{ ...made, name: 'Kraj', sort: null }]);
    await book.deleteSegment(made.id);
    expect(await book.segments()).toEqual([]);
    expect(await problem(book.putSegment(asked, made.id))).toEqual({ reason: 'definition_gone' });
  });

  test('E23: a filter that is too long for a segment is refused, not cut', async () => {
    const book = openBook();
    const value = Array.from({ length: 300 }, (_, i) => `${i}`.repeat(100).slice(0, 100));
    const long: Filter = { groups: [[{ attribute: 'tags', is: 'any-of', value }]] };
    expect(await problem(book.putSegment({ name: 'Long', filter: long, columns: [], sort: null }))).toEqual({
      reason: 'too_large',
    });
  });
});

describe('a block', () => {
  test('B48, B55, B56: it says who, when and why, is not doubled, and can be taken back', async () => {
    const book = openBook();
    const [{ id }, { id: other }] = [
      await book.addContact(draft()),
      await book.addContact(draft({ name: 'Ola' })),
    ];
    await book.block(id, ' Spam ');
    await book.block(id, 'Again');
    await book.block(other, '');
    const page = await book.blockedContacts({ offset: 0, limit: 10 });
    expect(page).toMatchObject({ total: 2, offset: 0 });
    expect(page.rows.find((row) => row.id === id)?.blocked).toEqual({
      at: expect.stringMatching(/^\d{4}-/u),
      userName: null,
      reason: 'Spam',
      unsent: false,
    });
    expect((await book.contact(id))?.blocked).toMatchObject({ reason: 'Spam' });
    const blocked: Filter = { groups: [[{ attribute: 'blocked', is: 'known', value: null }]] };
    expect(await book.count([blocked])).toEqual([2]);
    await book.unblock(id);
    expect((await book.contact(id))?.blocked).toBeNull();
    expect(await book.count([blocked])).toEqual([1]);
    expect(await problem(book.block(crypto.randomUUID(), ''))).toEqual({ reason: 'contact_gone' });
  });

  test('B48: a contact that a blocked one was merged into is blocked, and unblocking it is enough', async () => {
    const book = openBook();
    const [{ id: from }, { id: into }] = [
      await book.addContact(draft()),
      await book.addContact(draft({ name: 'Ola' })),
    ];
    await book.block(from, 'Spam');
    await book.merge(from, into);
    expect((await book.contact(into))?.blocked).toMatchObject({ reason: 'Spam' });
    expect((await book.blockedContacts({ offset: 0, limit: 10 })).rows.map(({ id }) => id)).toEqual([into]);
    await book.unblock(into);
    expect((await book.contact(into))?.blocked).toBeNull();
  });
});

test('B37: whoever works alone has no members to assign to', async () => {
  expect(await openBook().members()).toEqual([]);
});
