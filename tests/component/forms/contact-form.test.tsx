import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ContactDialog } from '#components/contacts/contact-dialog.tsx';
import type { Draft } from '#lib/messages/book.ts';
import { ProblemError } from '#lib/messages/problem-error.ts';
import { prepareBrowser, show, wrongs, type Start } from './stage.tsx';

const jan = {
  name: 'Jan Kowalski',
  senders: [
    { channel: 'allegro', value: 'jank84' },
    { channel: 'email', value: 'jan@poczta.example' },
  ],
} satisfies Partial<Draft>;

const nameField = () => screen.getByRole('textbox', { name: 'Name' });
const senderRow = (number: number) => within(screen.getByRole('group', { name: `Sender ${number}` }));
const submit = () => screen.getByRole('button', { name: 'Add' });
const errorOf = (field: HTMLElement) =>
  (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent ?? '')
    .join(' ');

async function showAdd(start: Start = {}) {
  const closed = vi.fn<() => void>();
  const stage = await show(<ContactDialog contact={null} onClose={closed} onShow={() => undefined} />, start);
  await screen.findByRole('dialog');
  return { ...stage, closed };
}

async function showEdit(start: Start) {
  const closed = vi.fn<() => void>();
  const before = await show(<p />, start);
  const contact = await before.core.contact(before.refs[0]?.id ?? '');
  const stage = await show(
    <ContactDialog contact={contact} onClose={closed} onShow={() => undefined} />,
    start.given ? { given: start.given } : {},
  );
  await screen.findByRole('dialog');
  return { ...stage, id: contact?.id ?? '', closed };
}

beforeEach(prepareBrowser);

describe('adding a contact', () => {
  test('A19 to A28, C9 to C16: name, senders, country, language, integration and note are added with Enter', async () => {
    const { user, core, closed } = await showAdd();
    expect(await wrongs()).toEqual([]);
    await user.type(senderRow(1).getByRole('textbox'), 'ana@poczta.example');
    await user.click(screen.getByRole('button', { name: 'Add a sender' }));
    await user.click(senderRow(2).getByRole('button', { name: /Channel/u }));
    await user.click(screen.getByRole('option', { name: 'Allegro' }));
    await user.type(senderRow(2).getByRole('textbox', { name: 'Login' }), 'Ana_84');
    await user.type(screen.getByRole('combobox', { name: 'Country' }), 'Portug');
    await user.click(screen.getByRole('option', { name: 'Portugal' }));
    await user.type(screen.getByRole('combobox', { name: 'Language' }), 'Portug');
    await user.click(screen.getByRole('option', { name: 'Portuguese' }));
    await user.click(screen.getByRole('button', { name: 'New integration' }));
    await user.type(screen.getByRole('textbox', { name: 'Account' }), 'biuro@lampka.example');
    const inset = within(screen.getByRole('group', { name: 'New integration' }));
    await user.type(inset.getByRole('textbox', { name: 'Name' }), 'Biuro{Enter}');
    await screen.findByRole('checkbox', { name: /Biuro/u, checked: true });
    await user.type(screen.getByRole('textbox', { name: 'Note' }), 'Parcel lost.');
    await user.type(screen.getAllByRole('textbox', { name: 'Name' })[0] ?? nameField(), 'Ana Silva{Enter}');
    await waitFor(() => expect(closed).toHaveBeenCalled());
    const [row] = (await core.list({ text: '', sort: 'best', offset: 0, limit: 5 })).rows;
    expect(row).toMatchObject({ name: 'Ana Silva', country: 'PT', language: 'pt', integrations: ['Biuro'] });
    expect(row?.senders.map(({ channel, key }) => [channel, key])).toEqual([
      ['allegro', 'ana_84'],
      ['email', 'ana@poczta.example'],
    ]);
    expect((await core.contact(row?.id ?? ''))?.notes[0]?.text).toBe('Parcel lost.');
  }, 20_000);

  test('W17: what is far too long is told beside its field, which keeps it, and no more of it is repeated than says which it is', async () => {
    const { user, core, closed } = await showAdd();
    const [name, address] = ['Ana '.repeat(2500), `${'a'.repeat(250)}@${'b'.repeat(40)}.example`];
    const field = senderRow(1).getByRole<HTMLInputElement>('textbox');
    await user.click(nameField());
    await user.paste(name);
    await user.click(field);
    await user.paste(address);
    await user.click(submit());
    expect(await screen.findByText('This name is over 200 characters. Shorten it.')).toBeDefined();
    expect(errorOf(field)).toMatch(/^“a{60}…” is not a complete e-mail address/u);
    expect([nameField(), field].map((one) => (one as HTMLInputElement).value)).toEqual([name, address]);
    expect(closed).not.toHaveBeenCalled();
    expect((await core.status()).contacts).toBe(0);
  });

  test('A20: a taken name is told while it is typed, with the way to whoever has it; nothing is added', async () => {
    const { user, book, closed } = await showAdd({ people: [jan] });
    await user.type(nameField(), '  JAN   kowalski ');
    const open = await screen.findByRole('button', { name: 'Open Jan Kowalski' });
    expect(open.closest('[class]')?.parentElement?.textContent).toContain('Jan Kowalski');
    await user.click(submit());
    await waitFor(() => expect(book.check).toHaveBeenCalled());
    expect(book.addContact).not.toHaveBeenCalled();
    expect(closed).not.toHaveBeenCalled();
  });

  test('A33: a sender that another contact has is told with their name, and refused', async () => {
    const { user, book } = await showAdd({ people: [jan] });
    await user.type(nameField(), 'Somebody else');
    await user.type(senderRow(1).getByRole('textbox'), 'JAN@poczta.example');
    await screen.findByRole('button', { name: 'Open Jan Kowalski' });
    await user.click(submit());
    expect(book.addContact).not.toHaveBeenCalled();
  });

  test('A33: the same sender twice in one form is told at once', async () => {
    const { user } = await showAdd();
    await user.type(senderRow(1).getByRole('textbox'), 'a@poczta.example');
    await user.click(screen.getByRole('button', { name: 'Add a sender' }));
    await user.type(senderRow(2).getByRole('textbox'), 'A@poczta.example');
    expect(errorOf(senderRow(2).getByRole('textbox'))).toContain('already has this sender');
  });

  test('R4, G17, W19: a national number asks for its country, and shows how it is read; nothing is guessed', async () => {
    const { user, core, closed } = await showAdd();
    await user.type(nameField(), 'Ana');
    await user.click(senderRow(1).getByRole('button', { name: /Channel/u }));
    await user.click(screen.getByRole('option', { name: 'Phone' }));
    await user.type(senderRow(1).getByRole('textbox'), '501 222 333');
    await user.click(submit());
    await user.type(await screen.findByRole('combobox', { name: /Which country is this number/u }), 'Pola');
    await user.click(screen.getByRole('option', { name: 'Poland' }));
    expect(screen.getByText('Read as +48 501 222 333, Poland')).toBeDefined();
    await user.click(submit());
    await waitFor(() => expect(closed).toHaveBeenCalled());
    const { rows } = await core.list({ text: '', sort: 'best', offset: 0, limit: 5 });
    expect(rows[0]?.senders[0]?.key).toBe('+48501222333');
  }, 15_000);

  test('A19: a name of spaces or of invisible characters is none', async () => {
    const { user, book } = await showAdd();
    await user.type(nameField(), ' \u200B ');
    await user.click(submit());
    expect(errorOf(nameField())).not.toBe('');
    expect(book.addContact).not.toHaveBeenCalled();
  });

  test('A19: right-to-left names, emoji and mixed scripts are kept as they are', async () => {
    const { user, core, closed } = await showAdd();
    await user.type(nameField(), 'محمد 👩‍👩‍👧 Жанна');
    await user.click(submit());
    await waitFor(() => expect(closed).toHaveBeenCalled());
    const { rows } = await core.list({ text: '', sort: 'best', offset: 0, limit: 5 });
    expect(rows[0]?.name).toBe('محمد 👩‍👩‍👧 Жанна');
  });

  test('A20: an address that is not finished is left in peace while typing, and told when the field is left', async () => {
    const { user } = await showAdd();
    const field = senderRow(1).getByRole('textbox');
    await user.type(field, 'ana@pocz');
    expect(errorOf(field)).toBe('');
    await user.tab();
    expect(errorOf(field)).toContain('ana@pocz');
  });

  test('A2, C2, A22: a pasted list of senders becomes a row each', async () => {
    const { user } = await showAdd();
    await user.click(senderRow(1).getByRole('textbox'));
    await user.paste('a@poczta.example\nb@poczta.example\n\nc@poczta.example');
    expect(senderRow(3).getByDisplayValue('c@poczta.example')).toBeDefined();
  });

  test('nothing typed is lost when saving fails: it is said, and can be tried again', async () => {
    const full = () => Promise.reject(new ProblemError({ reason: 'storage_full' }));
    const { user, closed } = await showAdd({ given: { addContact: full } });
    await user.type(nameField(), 'Ana Silva');
    await user.click(submit());
    expect((await screen.findByRole('alert')).textContent).not.toBe('');
    expect((nameField() as HTMLInputElement).value).toBe('Ana Silva');
    expect(closed).not.toHaveBeenCalled();
  });

  test('leaving with something typed is asked about; leaving an empty form is not', async () => {
    const { user, closed } = await showAdd();
    await user.type(nameField(), 'A');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    const question = await screen.findByRole('alertdialog', { name: 'Leave without saving?' });
    expect(closed).not.toHaveBeenCalled();
    await user.click(within(question).getByRole('button', { name: 'Leave' }));
    await waitFor(() => expect(closed).toHaveBeenCalled());
  });
});

describe('updating a contact', () => {
  test('A15, C7: name, a further sender and a note in one form; a sender is let go', async () => {
    const { user, core, id, closed } = await showEdit({ people: [jan] });
    const field = screen.getByRole('textbox', { name: 'Name' });
    await user.clear(field);
    await user.type(field, 'Jan Maria Kowalski');
    await user.click(screen.getByRole('button', { name: 'Remove jank84' }));
    await user.click(screen.getByRole('button', { name: 'Add a sender' }));
    await user.type(senderRow(3).getByRole('textbox'), 'jan.m@poczta.example');
    await user.type(screen.getByRole('textbox', { name: 'Another note' }), 'Moved to Gdynia.');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(closed).toHaveBeenCalled());
    const after = await core.contact(id);
    expect(after?.name).toBe('Jan Maria Kowalski');
    expect(after?.senders.map(({ value }) => value).toSorted()).toEqual([
      'jan.m@poczta.example',
      'jan@poczta.example',
    ]);
    expect(after?.notes[0]?.text).toBe('Moved to Gdynia.');
  }, 15_000);

  test('A20: a contact keeps its own name and senders: they are not taken', async () => {
    const { user, closed, book } = await showEdit({ people: [jan] });
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(closed).toHaveBeenCalled());
    expect(book.rename).not.toHaveBeenCalled();
    expect(book.setFields).not.toHaveBeenCalled();
  });

  test('B14, Z: an agent does not remove a sender, and is told why', async () => {
    const status = {
      contacts: 1,
      unsent: 0,
      conflicts: 0,
      workspace: { name: 'Lampka', role: 'agent' as const, others: 0 },
      sync: { state: 'idle' as const, at: '2026-11-21T00:00:00Z' },
    };
    await showEdit({ people: [jan], given: { status: async () => status } });
    expect(await screen.findByText('Only owners and managers can remove a sender')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Remove jank84' })).toBeNull();
  });

  test('A22: five hundred senders are listed, and one is found among them', async () => {
    const senders = Array.from({ length: 500 }, (_, n) => ({
      channel: 'email',
      value: `jan+${n}@poczta.example`,
    }));
    const { user } = await showEdit({ people: [{ name: 'Jan', senders }] });
    await user.type(screen.getByRole('textbox', { name: 'Find among the senders' }), '+499@');
    const list = within(screen.getByRole('list', { name: 'Senders' }));
    expect(list.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
      expect.stringContaining('jan+499@poczta.example'),
    ]);
  }, 15_000);
});
