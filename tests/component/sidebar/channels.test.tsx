import { screen, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { channelCards, composerUrl } from '#components/contact/channel-states.ts';
import type { Integration } from '#lib/messages/book.ts';
import { showContact, typed } from './contact-stage.ts';
import { contactOf, senderOf, wrongs } from './stage.tsx';

const OFFICE: Integration = { id: 'i1', channel: 'email', name: 'Office', address: 'biuro@lampka.example' };
const SALES: Integration = { id: 'i2', channel: 'email', name: 'Sales', address: 'hurt@lampka.example' };
const SHOP: Integration = { id: 'i3', channel: 'allegro', name: 'Lampka', address: 'lampka_pl' };
const CHAT: Integration = { id: 'i4', channel: 'whatsapp', name: 'Chat', address: '+48600100200' };
const SMS: Integration = { id: 'i5', channel: 'phone', name: 'SMS gate', address: '+48600100300' };
const ALL = [OFFICE, SALES, SHOP, CHAT, SMS];
const wrote = senderOf({
  integration: 'Office',
  conversationUrl: 'https://mail.example/1',
  firstSeenAt: '2026-11-12T10:00:00Z',
});
const region = (name: string) => screen.findByRole('region', { name });

async function showChannels(...[more, given]: Parameters<typeof showContact>) {
  const stage = showContact(more, { integrations: async () => ALL, ...given });
  await screen.findByRole('button', { name: 'Rename' });
  const rail = screen.getByRole('navigation', { name: 'Parts of the contact' });
  await stage.user.click(within(rail).getByRole('button', { name: 'Channels' }));
  return stage;
}

describe('channels', () => {
  test('B5 to B10, B13: every integration stands under what it is to this contact', async () => {
    await showChannels({ senders: [wrote] });
    const active = await region('Active');
    expect(active.textContent).toMatch(/Office.*Connected since .*\d\d:\d\d/u);
    expect(within(active).getByRole<HTMLAnchorElement>('link').href).toBe('https://mail.example/1');
    expect((await region('Inactive')).textContent).toContain('Sales');
    const unavailable = await region('Unavailable');
    expect(unavailable.textContent).toContain('Lampka');
    expect(unavailable.textContent).toContain('The customer must write first.');
    expect(within(unavailable).queryByRole('button')).toBeNull();
    expect(await wrongs()).toEqual([]);
  });

  test('B11, B12: a first message goes to an address; without a number there is no action, but the reason', async () => {
    const open = vi.spyOn(window, 'open').mockReturnValue(null);
    const { user } = await showChannels({ senders: [wrote] });
    const inactive = await region('Inactive');
    expect(within(inactive).getAllByText('No phone number is known. Add one under Details.')).toHaveLength(2);
    await user.click(within(inactive).getByRole('button', { name: 'Send first message from Sales' }));
    expect(open).toHaveBeenCalledWith('mailto:zaneta.gzegzolka@poczta.example', '_blank', 'noopener');
    expect(within(inactive).getAllByRole('button')).toHaveLength(1);
  });

  test('B11: with several numbers the agent chooses, the primary one first', async () => {
    const open = vi.spyOn(window, 'open').mockReturnValue(null);
    const fields = {
      'phone/+48501222333': typed('501 222 333'),
      'phone/+48601234567': typed('601 234 567'),
      primaryPhone: typed('+48601234567'),
    };
    const { user } = await showChannels({ senders: [wrote], fields });
    await user.click(await screen.findByRole('button', { name: 'Send first message from Chat' }));
    const items = await screen.findAllByRole('menuitem');
    expect(items.map(({ textContent }) => textContent)).toEqual(['+48601234567', '+48501222333']);
    await user.click(items[0]!);
    expect(open).toHaveBeenCalledWith('https://wa.me/48601234567', '_blank', 'noopener');
  });

  test('B14: nothing is removed here', async () => {
    await showChannels({ senders: [wrote] });
    await region('Active');
    expect(screen.queryByRole('button', { name: /remove|delete/iu })).toBeNull();
  });

  test('B6: without integrations it says where they are named', async () => {
    const { book, user } = await showChannels({ senders: [] }, { integrations: async () => [] });
    await screen.findByText('No integrations yet');
    await user.click(screen.getByRole('button', { name: 'Integrations' }));
    expect(book.openContactsPage).toHaveBeenCalledWith({ view: 'integrations' });
  });
});

describe('what a channel is to a contact', () => {
  const states = (contact = contactOf(), all = ALL) =>
    Object.fromEntries(channelCards(contact, all).map(({ id, state }) => [id, state]));

  test('B8: a login whose account nobody told counts for the only account there is, an e-mail for none', () => {
    const login = senderOf({ channel: 'allegro', key: 'z84', value: 'z84' });
    expect(states(contactOf({ senders: [login] }))['i3']).toBe('active');
    const two = [...ALL, { ...SHOP, id: 'i6', name: 'Second' }];
    expect(states(contactOf({ senders: [login] }), two)).toMatchObject({
      i3: 'unavailable',
      i6: 'unavailable',
      'allegro/z84': 'active',
    });
    expect(states(contactOf({ senders: [senderOf()] }))).toMatchObject({ i1: 'inactive', i2: 'inactive' });
  });

  test('B11: what is typed into an address never becomes more than the receiver', () => {
    expect(composerUrl('email', 'a?bcc=b@c.example', '', null)).toBe('mailto:a%3Fbcc%3Db@c.example');
    expect(composerUrl('phone', '+48 601;x', '', null)).toBe('sms:+48601');
    expect(composerUrl('email', 'a&b@c.example', 'me@lampka.example', 'gmail')).toBe(
      'https://mail.google.com/mail/?authuser=me%40lampka.example&view=cm&fs=1&to=a%26b%40c.example',
    );
  });
});
