import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { ContactsPage } from '#components/contacts/contacts-page.tsx';
import { hashOf } from '#components/contacts/route.ts';
import type { Condition } from '#lib/model/filter.ts';
import { prepareBrowser, show, wrongs } from '../forms/stage.tsx';
import { go, names, people } from './stage.ts';

const POLAND: Condition = { attribute: 'country', is: 'is', value: 'PL' };
const FRENCH: Condition = { attribute: 'language', is: 'is', value: 'fr' };
const filtered = (...groups: Condition[][]) =>
  go(hashOf({ view: 'contacts', contact: null, action: null, filter: { groups } }));
const filter = () => screen.getByRole('region', { name: 'Filter' });

beforeEach(prepareBrowser);

describe('the filter of the list', () => {
  test('E10, E13, E15: a condition is made of attribute, operator and value, and counted meanwhile', async () => {
    const { user } = await show(<ContactsPage />, { people });
    await user.click(await screen.findByRole('button', { name: 'Add a filter' }));
    const attribute = await screen.findByRole('combobox', { name: 'Attribute' });
    await user.type(attribute, 'Countr{ArrowDown}{Enter}');
    await user.type(await screen.findByRole('combobox', { name: /Value/u }), 'Polan{ArrowDown}{Enter}');
    expect(await screen.findByText('1 contact')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    await waitFor(() => expect(names()).toEqual(['Jan Kowalski']));
    expect(within(filter()).getByText('Contacts whose Country is Poland.')).toBeDefined();
    expect(await wrongs()).toEqual([]);
  }, 20_000);

  test('E13: every operator has its negation, which finds all others', async () => {
    await show(<ContactsPage />, { people });
    await filtered([{ ...POLAND, is: 'is-not' }]);
    await waitFor(() => expect(new Set(names())).toEqual(new Set(['Aurélie Lefèvre', 'Sean O’Brien'])));
    expect(screen.getByText('Contacts whose Country is not Poland.')).toBeDefined();
    expect(screen.getByText('2 of 3')).toBeDefined();
  });

  test('E17: all of a group must hold, one group is enough, and the sentence says so', async () => {
    await show(<ContactsPage />, { people });
    await filtered([POLAND], [FRENCH]);
    await waitFor(() => expect(new Set(names())).toEqual(new Set(['Aurélie Lefèvre', 'Jan Kowalski'])));
    expect(screen.getByText('Contacts whose Country is Poland, or whose Language is French.')).toBeDefined();
    await filtered([POLAND, FRENCH]);
    expect(await screen.findByText('Nobody matches this filter')).toBeDefined();
    expect(screen.getByText('Contacts whose Country is Poland and Language is French.')).toBeDefined();
    expect(await wrongs()).toEqual([]);
  });

  test('E16: Clear takes all conditions away; the x of one takes that away', async () => {
    const { user } = await show(<ContactsPage />, { people });
    await filtered([POLAND], [FRENCH]);
    await waitFor(() => expect(names()).toHaveLength(2));
    await user.click(screen.getByRole('button', { name: 'Remove Language' }));
    await waitFor(() => expect(names()).toEqual(['Jan Kowalski']));
    await user.click(screen.getByRole('button', { name: 'Clear' }));
    await waitFor(() => expect(names()).toHaveLength(3));
    expect(location.hash).toBe('#/contacts');
  });

  test('B42, E14, X7: tags are asked for by name', async () => {
    const { core, refs } = await show(<ContactsPage />, { people });
    const tag = await core.putTag({ name: 'VIP' });
    const id = refs[0]?.id ?? '';
    await core.setFields(id, { [`tag/${tag.id}`]: { value: true, origin: 'typed' } }, {});
    await filtered([{ attribute: 'tags', is: 'any-of', value: [tag.id] }]);
    await waitFor(() => expect(names()).toEqual(['Aurélie Lefèvre']));
    expect(await screen.findByText('Contacts whose Tags has any of VIP.')).toBeDefined();
  });

  test('E12, E22: an attribute that is deleted while a filter uses it is told, and matches nobody', async () => {
    const { core } = await show(<ContactsPage />, { people });
    const tier = await core.putAttribute({ name: 'Tier', type: 'list', options: ['Gold'] });
    await filtered([{ attribute: tier.key, is: 'is-not', value: 'Gold' }]);
    await waitFor(() => expect(names()).toHaveLength(3));
    await core.deleteAttribute(tier.id);
    expect(await screen.findByText('is gone: it matches nobody')).toBeDefined();
    expect(await screen.findByText('Nobody matches this filter')).toBeDefined();
  });

  test('a link with what is no filter shows everybody', async () => {
    await show(<ContactsPage />, { people });
    await go('#/filter/%5B%5B%7B%22attribute%22%3A7%7D%5D%5D');
    await waitFor(() => expect(names()).toHaveLength(3));
  });
});
