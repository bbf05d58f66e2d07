import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { ContactView } from '#lib/messages/book.ts';
import type { Attribute, Organisation } from '#lib/messages/definitions.ts';
import type { FieldSet } from '#lib/model/field.ts';
import { contactOf, hereOf, ID, OTHER, senderOf, showSidebar, statusOf, wrongs } from './stage.tsx';

const KNOWN = { state: 'known', contact: { id: ID, name: 'Żaneta Gżegżółka' } } as const;
const typed = (value: string | number | boolean) => ({ value, origin: 'typed' as const });

beforeEach(() => fakeBrowser.storage.local.clear());

/** A known requester over a book that keeps the values that are set. */
function showContact(more: Partial<ContactView> = {}, given: Parameters<typeof showSidebar>[1] = {}) {
  const contacts = [contactOf(more)];
  const setFields = async (_: string, set: FieldSet) => {
    const fields = Object.fromEntries(
      Object.entries({ ...stage.scene.contacts[0]?.fields, ...set }).filter(([, value]) => value !== null),
    ) as ContactView['fields'];
    stage.scene.contacts = stage.scene.contacts.map((one) => ({ ...one, fields }));
  };
  const stage = showSidebar({ here: hereOf(KNOWN), contacts, status: statusOf() }, { setFields, ...given });
  return stage;
}

const details = () => screen.findByRole('region', { name: 'Details' });
const button = (name: string) => screen.findByRole('button', { name });
const names = (region: HTMLElement) =>
  within(region)
    .getAllByRole('term')
    .map(({ textContent }) => textContent);

const attribute = (more: Partial<Attribute>): Attribute => ({
  id: 'a',
  key: 'custom/a',
  name: 'Plan',
  type: 'text',
  options: [],
  isOn: true,
  ...more,
});

describe('details of a contact', () => {
  test('B28, B40, D3, D8, D10, D11: attributes stand in the team’s order, what is off is not shown, empty ones fold', async () => {
    const fields = {
      jobTitle: typed('Buyer'),
      city: typed('Łódź'),
      accountId: typed('77'),
      'custom/a': typed('Gold'),
    };
    const { user } = showContact(
      { fields },
      {
        attributes: async () => [attribute({})],
        attributeOrder: async () => ({ order: ['custom/a', 'city', 'jobTitle'], off: ['accountId'] }),
      },
    );
    const region = await details();
    await within(region).findByText('Gold');
    expect(names(region).slice(0, 3)).toEqual(['Plan', 'City', 'Job title']);
    expect(within(region).queryByText('77')).toBeNull();
    expect(names(region)).not.toContain('Region');
    await user.click(within(region).getByRole('button', { name: /^Show \d+ empty$/u }));
    expect(names(region)).toContain('Region');
    expect(names(region)).not.toContain('Account ID');
    expect(await wrongs()).toEqual([]);
  });

  test('B39, G27: where a value came from is said, and typing over it makes it typed', async () => {
    const { book, user } = showContact({ fields: { firstName: { value: 'Zaneta', origin: 'page' } } });
    const region = await details();
    expect(region.textContent).toContain('Zaneta from the page');
    await user.click(await button('Edit: First name'));
    const field = await screen.findByRole('textbox', { name: 'First name' });
    await user.clear(field);
    await user.type(field, 'Żaneta{Enter}');
    expect(book.setFields).toHaveBeenCalledWith(
      ID,
      { firstName: typed('Żaneta') },
      { firstName: { value: 'Zaneta', origin: 'page' } },
    );
    await waitFor(() => expect(region.textContent).not.toContain('from the page'));
    await waitFor(async () => expect(document.activeElement).toBe(await button('Edit: First name')));
  });

  test('B31: Esc leaves the value as it was, and the sidebar open', async () => {
    const { book, user } = showContact({ fields: { jobTitle: typed('Buyer') } });
    await user.click(await button('Edit: Job title'));
    await user.keyboard('x{Escape}');
    expect(await screen.findByText('Buyer')).toBeTruthy();
    expect(book.setFields).not.toHaveBeenCalled();
    expect(book.closeSidebar).not.toHaveBeenCalled();
  });

  test('B31, B32: first and last name are offered from the channel’s name, never filled in by themselves', async () => {
    const { book, user } = showContact({ senders: [senderOf({ name: 'Anna Maria Nowak' })] });
    await user.click(await screen.findByRole('button', { name: /^Show \d+ empty$/u }));
    expect(book.setFields).not.toHaveBeenCalled();
    await user.click(await button('Use “Anna Maria”'));
    expect(book.setFields).toHaveBeenCalledWith(
      ID,
      { firstName: { value: 'Anna Maria', origin: 'page' } },
      { firstName: null },
    );
  });

  test('G16, E30: custom values are checked by their type before they are saved', async () => {
    const attributes = async () => [
      attribute({ id: 'n', key: 'custom/n', name: 'Discount', type: 'number' }),
      attribute({ id: 'l', key: 'custom/l', name: 'File', type: 'link' }),
      attribute({ id: 'c', key: 'custom/c', name: 'Newsletter', type: 'checkbox' }),
    ];
    const { book, user } = showContact({}, { attributes });
    await user.click(await screen.findByRole('button', { name: /^Show \d+ empty$/u }));
    await user.click(await button('Add: Discount'));
    await user.type(await screen.findByRole('textbox', { name: 'Discount' }), 'many{Enter}');
    expect(book.setFields).not.toHaveBeenCalled();
    expect(await wrongs()).toEqual([]);
    await user.clear(screen.getByRole('textbox', { name: 'Discount' }));
    await user.type(screen.getByRole('textbox', { name: 'Discount' }), '12,5{Enter}');
    expect(book.setFields).toHaveBeenCalledWith(ID, { 'custom/n': typed(12.5) }, { 'custom/n': null });
    await user.click(await button('Add: File'));
    await user.type(await screen.findByRole('textbox', { name: 'File' }), 'javascript:alert(1){Enter}');
    expect(book.setFields).toHaveBeenCalledOnce();
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('checkbox', { name: 'Newsletter' }));
    expect(book.setFields).toHaveBeenLastCalledWith(ID, { 'custom/c': typed(true) }, { 'custom/c': null });
  });

  test('E29: a social profile is a link, a user name is taken out of its address, a bad address is no link', async () => {
    const fields = {
      linkedin: typed('https://www.linkedin.com/in/zaneta'),
      facebook: typed('javascript:alert(1)'),
      instagram: typed('zaneta_84'),
    };
    const { book, user } = showContact({ fields });
    const region = await details();
    const links = within(region)
      .getAllByRole<HTMLAnchorElement>('link')
      .map(({ href }) => href);
    expect(links).toEqual(['https://www.linkedin.com/in/zaneta', 'https://www.instagram.com/zaneta_84']);
    await user.click(await button('Edit: Instagram ID'));
    const field = await screen.findByRole('textbox', { name: 'Instagram ID' });
    await user.clear(field);
    await user.type(field, 'https://instagram.com/nowa.nazwa/{Enter}');
    expect(book.setFields).toHaveBeenCalledWith(ID, { instagram: typed('nowa.nazwa') }, expect.anything());
  });

  test('G4: a section is folded away by its heading, and stays so for this agent', async () => {
    const first = showContact({ fields: { city: typed('Łódź') } });
    await screen.findByText('Łódź');
    await first.user.click(screen.getByRole('button', { name: 'Details', expanded: true }));
    expect(screen.queryByText('Łódź')).toBeNull();
    expect(await fakeBrowser.storage.local.get('folded-sections')).toEqual({
      'folded-sections': ['details'],
    });
  });

  test('B38: how the last conversation stands is read only', async () => {
    showContact({ status: { state: 'open', at: '2026-11-20T10:00:00Z' } });
    const region = await details();
    expect(names(region)).toContain('Conversation');
    expect(screen.queryByRole('button', { name: 'Edit: Conversation' })).toBeNull();
  });

  test('G22: what the clock says where the customer is', async () => {
    showContact({ country: 'PL' });
    expect(await screen.findByText(/^\d\d:\d\d there$/u)).toBeTruthy();
  });
});

describe('e-mails and phones', () => {
  const emails = {
    'email/a@firma.example': typed('a@firma.example'),
    'email/b@firma.example': typed('b@firma.example'),
    primaryEmail: typed('a@firma.example'),
  };

  test('G5: one is the primary, and a star makes another one so', async () => {
    const { book, user } = showContact({ fields: emails });
    await user.click(await button('Make primary: b@firma.example'));
    expect(book.setFields).toHaveBeenCalledWith(
      ID,
      { primaryEmail: typed('b@firma.example') },
      { primaryEmail: typed('a@firma.example') },
    );
    expect(await button('Make primary: a@firma.example')).toBeTruthy();
  });

  test('G5: with the primary one goes the choice of it', async () => {
    const { book, user } = showContact({ fields: emails });
    await user.click(await button('Remove: a@firma.example'));
    expect(book.setFields).toHaveBeenCalledWith(
      ID,
      { 'email/a@firma.example': null, primaryEmail: null },
      expect.anything(),
    );
  });

  test('B35, X2: an address is checked, and one that is another’s sender is told, but may be kept', async () => {
    const check: NonNullable<Parameters<typeof showSidebar>[1]>['check'] = async ({ senders }) =>
      senders[0]?.value === 'jan@poczta.example'
        ? [{ at: 0, problem: { reason: 'sender_taken', contact: OTHER } }]
        : [];
    const { book, user } = showContact({ fields: emails }, { check });
    await user.click(await button('Add: E-mail'));
    const field = await screen.findByRole('textbox', { name: 'New e-mail address' });
    await user.type(field, 'no address{Enter}');
    expect(book.setFields).not.toHaveBeenCalled();
    await user.clear(field);
    await user.type(field, 'Jan@Poczta.example');
    await user.clear(field);
    await user.type(field, 'jan@poczta.example');
    expect(await screen.findByText(/This address is a sender of Jan Kowalski/u)).toBeTruthy();
    expect(await wrongs()).toEqual([]);
    await user.type(field, '{Enter}');
    expect(book.setFields).toHaveBeenCalledWith(
      ID,
      { 'email/jan@poczta.example': typed('jan@poczta.example') },
      { 'email/jan@poczta.example': null },
    );
  });

  test('B36, G17, R4: a number is shown as it will be saved, by the country beside it, and never without one', async () => {
    const { book, user } = showContact({ country: null, language: null });
    await user.click(await screen.findByRole('button', { name: /^Show \d+ empty$/u }));
    await user.click(await button('Add: Phone'));
    const field = await screen.findByRole('textbox', { name: 'Phone number' });
    await user.type(field, '601 234 567{Enter}');
    expect(await screen.findByText('Choose the country of this number.')).toBeTruthy();
    expect(book.setFields).not.toHaveBeenCalled();
    expect(await wrongs()).toEqual([]);
    await user.type(screen.getByRole('combobox', { name: 'Country of the number' }), 'Polan');
    await user.click(await screen.findByRole('option', { name: 'Poland' }));
    expect(await screen.findByText('Saved as +48 601 234 567')).toBeTruthy();
    await user.type(field, '{Enter}');
    expect(book.setFields).toHaveBeenCalledWith(
      ID,
      {
        'phone/+48601234567': typed('601 234 567'),
        primaryPhone: typed('+48601234567'),
        country: { value: 'PL', origin: 'derived' },
      },
      expect.anything(),
    );
  });
});

describe('choices', () => {
  const firm: Organisation = { id: 'o1', name: 'Dom i Światło', domain: 'dom.example', site: '' };

  test('E31: an organisation is found by typing, or made on the fly', async () => {
    const putOrganisation = async ({ name }: { name: string }) => ({ ...firm, id: 'o2', name });
    const { book, user } = showContact({}, { organisations: async () => [firm], putOrganisation });
    await user.click(await screen.findByRole('button', { name: /^Show \d+ empty$/u }));
    await user.click(await button('Add: Organisation'));
    await user.type(await screen.findByRole('combobox', { name: 'Organisation' }), 'swiatlo');
    await user.click(await screen.findByRole('option', { name: /Dom i Światło/u }));
    expect(book.setFields).toHaveBeenCalledWith(ID, { organisation: typed('o1') }, { organisation: null });
    await user.click(await button('Edit: Organisation'));
    await user.type(await screen.findByRole('combobox', { name: 'Organisation' }), 'Nowa firma');
    await user.click(await screen.findByRole('option', { name: 'Create “Nowa firma”' }));
    expect(book.putOrganisation).toHaveBeenCalledWith({ name: 'Nowa firma' }, undefined);
    await waitFor(() =>
      expect(book.setFields).toHaveBeenLastCalledWith(ID, { organisation: typed('o2') }, expect.anything()),
    );
  });

  test('E31: what the domain of the address suggests is taken with one click', async () => {
    const suggestOrganisation = async () => ({ organisation: firm, name: firm.name, domain: firm.domain });
    const { book, user } = showContact({}, { organisations: async () => [firm], suggestOrganisation });
    expect(await screen.findByText('from the domain dom.example')).toBeTruthy();
    await user.click(await button('Dom i Światło'));
    expect(book.setFields).toHaveBeenCalledWith(ID, { organisation: typed('o1') }, { organisation: null });
  });

  test('B37: the assignee is one of the members', async () => {
    const anna = {
      id: 'u1',
      name: 'Anna',
      email: 'anna@lampka.example',
      role: 'agent' as const,
      isSelf: false,
    };
    const { book, user } = showContact({}, { members: async () => [anna] });
    await user.click(await screen.findByRole('button', { name: /^Show \d+ empty$/u }));
    await user.click(await button('Add: Assigned to'));
    await user.click(await screen.findByRole('option', { name: /Anna/u }));
    expect(book.setFields).toHaveBeenCalledWith(ID, { assignee: typed('u1') }, { assignee: null });
  });

  test('B33: a country is chosen by keyboard, with its flag, and can be left empty again', async () => {
    const { book, user } = showContact({
      fields: { country: { value: 'DE', origin: 'derived' } },
      country: 'DE',
    });
    expect((await details()).textContent).toContain('Germany worked out');
    await user.click(await button('Edit: Country'));
    await user.type(await screen.findByRole('combobox', { name: 'Country' }), 'Franc');
    await user.keyboard('{ArrowDown}{Enter}');
    expect(book.setFields).toHaveBeenCalledWith(ID, { country: typed('FR') }, expect.anything());
    await user.click(await button('Edit: Country'));
    await user.click(await screen.findByRole('option', { name: 'Leave empty' }));
    expect(book.setFields).toHaveBeenLastCalledWith(ID, { country: null }, expect.anything());
  });
});
