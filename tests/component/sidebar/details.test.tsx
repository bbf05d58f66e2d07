import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Attribute, Organisation } from '#lib/messages/definitions.ts';
import { button, details, names, showContact, typed } from './contact-stage.ts';
import { ID, senderOf, wrongs } from './stage.tsx';

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
  test('B28, B29, B40, D3, D8, D10, D11: attributes stand in the team’s order, what is off is not shown, empty ones fold', async () => {
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

  test('E31: Enter takes what alone fits, or makes it; what was typed is not thrown away', async () => {
    const putOrganisation = async ({ name }: { name: string }) => ({ ...firm, id: 'o2', name });
    const { book, user } = showContact({}, { organisations: async () => [firm], putOrganisation });
    await user.click(await screen.findByRole('button', { name: /^Show \d+ empty$/u }));
    await user.click(await button('Add: Organisation'));
    await user.type(await screen.findByRole('combobox', { name: 'Organisation' }), 'swiatlo{Enter}');
    expect(book.setFields).toHaveBeenCalledWith(ID, { organisation: typed('o1') }, { organisation: null });
    expect(book.putOrganisation).not.toHaveBeenCalled();
    await user.click(await button('Edit: Organisation'));
    await user.type(await screen.findByRole('combobox', { name: 'Organisation' }), 'Nowa firma{Enter}');
    expect(book.putOrganisation).toHaveBeenCalledWith({ name: 'Nowa firma' }, undefined);
  });

  test('E31: what the domain suggests is made once by a double click', async () => {
    const suggestOrganisation = async () => ({ organisation: null, name: 'Dom', domain: 'dom.example' });
    const putOrganisation = async ({ name }: { name: string }) => ({ ...firm, id: 'o2', name });
    const { book } = showContact({}, { suggestOrganisation, putOrganisation });
    const make = await button('Create “Dom”');
    act(() => {
      make.click();
      make.click();
    });
    await waitFor(() => expect(book.setFields).toHaveBeenCalled());
    expect(book.putOrganisation).toHaveBeenCalledTimes(1);
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

  test('B33: a country that was worked out says so, and another is chosen by keyboard', async () => {
    const { book, user } = showContact({
      fields: { country: { value: 'DE', origin: 'derived' } },
      country: 'DE',
    });
    expect((await details()).textContent).toContain('Germany worked out');
    await user.click(await button('Edit: Country'));
    await user.type(await screen.findByRole('combobox', { name: 'Country' }), 'Fra');
    await user.keyboard('{ArrowDown}{Enter}');
    expect(book.setFields).toHaveBeenCalledWith(ID, { country: typed('FR') }, expect.anything());
  });

  test('G16: an option of a list is chosen, and left empty again', async () => {
    const list = attribute({ type: 'list', options: ['Basic', 'Premium'] });
    const { book, user } = showContact(
      { fields: { 'custom/a': typed('Basic') } },
      { attributes: async () => [list] },
    );
    await user.click(await button('Edit: Plan'));
    await user.click(await screen.findByRole('option', { name: 'Premium' }));
    expect(book.setFields).toHaveBeenCalledWith(ID, { 'custom/a': typed('Premium') }, expect.anything());
    await user.click(await button('Edit: Plan'));
    await user.click(await screen.findByRole('option', { name: 'Leave empty' }));
    expect(book.setFields).toHaveBeenLastCalledWith(ID, { 'custom/a': null }, expect.anything());
  });
});
