import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { ContactActs } from '#components/timeline/contact-acts.tsx';
import { TimelinePanel } from '#components/timeline/timeline-panel.tsx';
import { Toasts } from '#components/ui/toast.tsx';
import { useContact, useContactList } from '#components/use-book.ts';
import type { Book, Here } from '#lib/messages/book.ts';
import { callChoice, composer } from '#lib/settings/settings.ts';
import { prepareBrowser, show } from '../forms/stage.tsx';
import { hereOf, wrongs } from '../sidebar/stage.tsx';

/** Jan's acts and timeline, over the real book. */
function Stage() {
  const { data: list } = useContactList({ text: 'Jan Kowalski', sort: 'best', offset: 0, limit: 1 });
  const { data } = useContact(list?.rows[0]?.id ?? null);
  if (!data) return null;
  return (
    <>
      <ContactActs contact={data} onNote={() => undefined} />
      <TimelinePanel contact={data} />
      <Toasts />
    </>
  );
}

const JAN = {
  name: 'Jan Kowalski',
  senders: [{ channel: 'email', value: 'jan@poczta.example' }],
};

async function stage(start: Parameters<typeof show>[1] = {}) {
  const shown = await show(<Stage />, { people: [JAN], ...start });
  return { ...shown, id: shown.refs[0]?.id ?? '' };
}

const opened = vi.fn<typeof window.open>(() => null);
beforeEach(async () => {
  prepareBrowser();
  opened.mockClear();
  vi.spyOn(window, 'open').mockImplementation(opened);
  await callChoice.setValue(null);
  await composer.setValue(null);
});

describe('calling', () => {
  test('E35: the first call asks what to call by, and calls then; the next one just calls', async () => {
    const { core, user, id } = await stage();
    await core.setFields(id, { 'phone/+48501222333': { value: '+48 501 222 333', origin: 'typed' } }, {});
    await user.click(await screen.findByRole('button', { name: 'Call' }));
    await user.click(await screen.findByRole('menuitem', { name: '+48 501 222 333' }));
    expect(opened).not.toHaveBeenCalled();
    const dialog = await screen.findByRole('dialog', { name: 'What do you call with?' });
    await user.click(within(dialog).getByRole('button', { name: 'Call +48501222333' }));
    expect(opened).toHaveBeenCalledWith('tel:+48501222333', '_blank', 'noopener');
    expect(await screen.findByText('Call to +48501222333')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Call' }));
    await user.click(await screen.findByRole('menuitem', { name: '+48 501 222 333' }));
    expect(opened).toHaveBeenCalledTimes(2);
  });

  test('E34: without a number the menu says so', async () => {
    const { user } = await stage();
    await user.click(await screen.findByRole('button', { name: 'Call' }));
    expect(await screen.findByText('No phone number yet')).toBeTruthy();
  });
});

async function openTicket(user: Awaited<ReturnType<typeof stage>>['user']) {
  await user.click(await screen.findByRole('button', { name: 'Ticket' }));
  return screen.findByRole('dialog', { name: 'New ticket' });
}

describe('a ticket', () => {
  test('E36, E38, E43: is handed to the mail program with what it says, and the timeline tells no more than is known', async () => {
    const { core, user, id } = await stage();
    const dialog = await openTicket(user);
    expect(within(dialog).getByRole('button', { name: /jan@poczta\.example.*To/u })).toBeTruthy();
    await user.type(within(dialog).getByRole('textbox', { name: 'Subject' }), 'Parcel');
    await user.type(within(dialog).getByRole('textbox', { name: 'Message' }), 'On its way');
    await user.click(within(dialog).getByRole('button', { name: 'Create in Mail program' }));
    expect(opened).toHaveBeenCalledWith(
      'mailto:jan@poczta.example?subject=Parcel&body=On%20its%20way',
      '_blank',
      'noopener',
    );
    expect(await screen.findByText('Opened in Mail program')).toBeTruthy();
    expect(await screen.findByText(/Opened in Mail program, not known to be sent/u)).toBeTruthy();
    const after = screen.getByRole('dialog', { name: 'New ticket' });
    await user.click(within(after).getByRole('button', { name: 'It was sent' }));
    expect(await screen.findByText(/^Sent /u)).toBeTruthy();
    const [entry] = (await core.timeline(id, { filter: 'tickets', limit: 5 })).entries;
    expect(entry).toMatchObject({ kind: 'ticket', ticket: { delivery: 'sent', way: 'mailto' } });
  });

  test('E43: one that was handed over is done with: the next is another one, though its window was never closed', async () => {
    const { user } = await stage();
    const dialog = await openTicket(user);
    await user.type(within(dialog).getByRole('textbox', { name: 'Subject' }), 'Parcel');
    await user.type(within(dialog).getByRole('textbox', { name: 'Message' }), 'On its way');
    await user.click(within(dialog).getByRole('button', { name: 'Create in Mail program' }));
    expect(await screen.findByText('Opened in Mail program')).toBeTruthy();
    const kept = async () => Object.keys(await browser.storage.local.get());
    await waitFor(async () => expect(await kept()).not.toContainEqual(expect.stringContaining('ticket/')));
  });

  test('E38: one that lacks something does not leave, and says what it lacks', async () => {
    const { user } = await stage();
    const dialog = await openTicket(user);
    await user.click(within(dialog).getByRole('button', { name: 'Create in Mail program' }));
    expect(within(dialog).getByText('Enter a subject.')).toBeTruthy();
    expect(within(dialog).getByText('Write the message first.')).toBeTruthy();
    expect(opened).not.toHaveBeenCalled();
  });

  test('E37: a new e-mail joins the profile and is the one it goes to; whose it is besides is told', async () => {
    const people = [
      JAN,
      { name: 'Anna Nowak', senders: [{ channel: 'email', value: 'anna@nowak.example' }] },
    ];
    const { core, user, id } = await stage({ people });
    const dialog = await openTicket(user);
    await user.click(within(dialog).getByRole('button', { name: /jan@poczta\.example.*To/u }));
    await user.click(await screen.findByRole('option', { name: 'New e-mail' }));
    await user.type(within(dialog).getByRole('textbox', { name: 'New e-mail' }), 'anna@nowak.example');
    expect(await screen.findByText(/Anna Nowak has this address, too/u)).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Add and use' }));
    expect(await within(dialog).findByRole('button', { name: /anna@nowak\.example.*To/u })).toBeTruthy();
    expect((await core.contact(id))?.fields['email/anna@nowak.example']).toMatchObject({ origin: 'typed' });
  });

  test('E39: files are kept with the draft, more can be added, and one that is too large is refused in words', async () => {
    const { user } = await stage();
    const dialog = await openTicket(user);
    const input = dialog.ownerDocument.querySelector<HTMLInputElement>('input[type="file"]');
    await user.upload(input as HTMLInputElement, new File(['abc'], 'photo.png', { type: 'image/png' }));
    expect(await within(dialog).findByText('photo.png')).toBeTruthy();
    expect(within(dialog).getByRole('button', { name: 'Add more' })).toBeTruthy();
    const large = new File([new Uint8Array(10 * 1024 * 1024 + 1)], 'film.mp4');
    await user.upload(input as HTMLInputElement, large);
    expect(await within(dialog).findByText(/Attachments may have 10 MB together/u)).toBeTruthy();
    await user.click(await within(dialog).findByRole('button', { name: 'Remove photo.png' }));
    await waitFor(() => expect(within(dialog).queryByText('photo.png')).toBeNull());
  });

  test('E38, E39: what is typed while a file is being kept stays', async () => {
    const saved = Promise.withResolvers<string>();
    const { user } = await stage({ given: { putTicket: () => saved.promise } });
    const dialog = await openTicket(user);
    const input = dialog.ownerDocument.querySelector<HTMLInputElement>('input[type="file"]');
    await user.upload(input as HTMLInputElement, new File(['abc'], 'photo.png', { type: 'image/png' }));
    await user.type(within(dialog).getByRole('textbox', { name: 'Subject' }), 'Parcel');
    saved.resolve('7c3de2a0-0b5c-4a7e-9d51-1f0f6f1f8a11');
    expect(await within(dialog).findByRole('alert')).toBeTruthy();
    await waitFor(() => expect(within(dialog).queryByRole('status')).toBeNull());
    expect(within(dialog).getByRole<HTMLInputElement>('textbox', { name: 'Subject' }).value).toBe('Parcel');
  });

  test('E41: the priorities are five', async () => {
    const { user } = await stage();
    const dialog = await openTicket(user);
    await user.click(within(dialog).getByRole('button', { name: /Medium.*Priority/u }));
    const names = (await screen.findAllByRole('option')).map(({ textContent }) => textContent);
    expect(names).toEqual(['Lowest', 'Low', 'Medium', 'High', 'Highest']);
  });

  test('E40, E42: a department and a tag are made on the fly, and stand on the ticket', async () => {
    const { core, user, id } = await stage();
    const dialog = await openTicket(user);
    await user.click(within(dialog).getByRole('button', { name: /Nobody.*Assign to/u }));
    await user.click(await screen.findByRole('option', { name: 'New department' }));
    await user.type(
      within(dialog).getByRole('textbox', { name: 'Name of the department' }),
      'Returns{Enter}',
    );
    expect(await within(dialog).findByRole('button', { name: /Returns.*Assign to/u })).toBeTruthy();
    await user.type(within(dialog).getByRole('combobox', { name: 'Tags of the ticket' }), 'refund');
    await user.click(await screen.findByRole('option', { name: 'Create “refund”' }));
    expect(await within(dialog).findByText('refund')).toBeTruthy();
    await user.click(within(dialog).getByRole('button', { name: 'Save draft' }));
    const [department] = await core.departments();
    const [tag] = await core.tags();
    await waitFor(async () =>
      expect((await core.timeline(id, { filter: 'tickets', limit: 5 })).entries[0]).toMatchObject({
        ticket: { department: department?.id, tags: [tag?.id], delivery: 'draft' },
      }),
    );
  });

  test('E36: sent by the server it says so; refused, it says why and can be sent again', async () => {
    const { core, user, id } = await stage({
      given: { mailServer: async () => ({ state: 'sends', from: 'shop@lampka.example' }) },
    });
    const dialog = await openTicket(user);
    await user.type(within(dialog).getByRole('textbox', { name: 'Subject' }), 'Parcel');
    await user.type(within(dialog).getByRole('textbox', { name: 'Message' }), 'On its way');
    await user.click(await within(dialog).findByRole('button', { name: 'Create and send' }));
    // This book works alone: its refusal is that of a team without a mail server.
    expect(await screen.findByText(/Your team’s server has no mail server/u)).toBeTruthy();
    expect((await core.timeline(id, { filter: 'tickets', limit: 5 })).entries[0]).toMatchObject({
      ticket: { delivery: 'draft' },
    });
  });
});

describe('the timeline', () => {
  test('E44, E46, E48, E49: shows what happened, newest first, and filters it', async () => {
    const { core, user, id } = await stage();
    await core.putNote(id, 'Pays late', undefined, true);
    await core.putCall(id, '+48501222333');
    await core.putTicket(id, {
      to: 'jan@poczta.example',
      subject: 'Parcel',
      text: 'On its way',
      assignee: null,
      department: null,
      priority: 'high',
      tags: [],
    });
    const list = await screen.findByRole('list', { name: 'Timeline' });
    expect(await within(list).findByText('Contact added')).toBeTruthy();
    expect(await within(list).findByText('Pays late')).toBeTruthy();
    expect(within(list).getByText('Warning')).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: /^Notes/u }));
    await waitFor(() => expect(screen.queryByText('Call to +48501222333')).toBeNull());
    expect(await screen.findByText('Pays late')).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: /^Tickets/u }));
    expect(await screen.findByText('Parcel')).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: 'Orders' }));
    expect(await screen.findByText('Nothing of this kind yet.')).toBeTruthy();
    expect(await wrongs()).toEqual([]);
  });

  test('E47: an edited note says what it said before', async () => {
    const { core, user, id } = await stage();
    await core.putNote(id, 'First');
    const noteId = (await core.contact(id))?.notes[0]?.id;
    await core.putNote(id, 'Second', noteId);
    await user.click(await screen.findByText('What it said before'));
    expect(screen.getByText('First')).toBeTruthy();
    expect(screen.getByText('Second')).toBeTruthy();
  });

  test('E45: a conversation is captured once by a double click, while the page shows this contact', async () => {
    let shown: Here | null = null;
    const capture = vi.fn<Book['capture']>(async () => ({ messages: 2, isWhole: true }));
    const { core, id } = await stage({ given: { capture, here: async () => shown } });
    await screen.findByText('Contact added');
    expect(screen.queryByRole('button', { name: 'Capture this conversation' })).toBeNull();
    shown = hereOf({ state: 'known', contact: { id, name: 'Jan Kowalski' } });
    await core.putNote(id, 'so that it is asked for again');
    const button = await screen.findByRole('button', { name: 'Capture this conversation' });
    act(() => {
      button.click();
      button.click();
    });
    await waitFor(() => expect(capture).toHaveBeenCalledWith(id));
    expect(await screen.findByText('2 messages captured')).toBeTruthy();
    expect(capture).toHaveBeenCalledTimes(1);
  });
});
