import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ImportView } from '#components/import/import-view.tsx';
import { ExportDialog } from '#components/import/export-dialog.tsx';
import { SubjectDialog } from '#components/import/subject-dialog.tsx';
import type { BookStatus } from '#lib/messages/book.ts';
import { ProblemError } from '#lib/messages/problem-error.ts';
import { prepareBrowser, show, wrongs } from '../forms/stage.tsx';

// Whole ways through the view, with axe at each station: on a busy machine more than the usual five seconds.
vi.setConfig({ testTimeout: 60_000 });

const saved: { name: string; text: Promise<string> }[] = [];

beforeEach(() => {
  prepareBrowser();
  saved.length = 0;
  let blob = new Blob();
  vi.spyOn(URL, 'createObjectURL').mockImplementation((made) => {
    blob = made as Blob;
    return 'blob:x';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    saved.push({ name: this.download, text: blob.text() });
  });
});

const choose = (name: string, text: string) => {
  const input = document.querySelector('input[type="file"]');
  if (!input) throw new Error('no place for a file');
  fireEvent.change(input, { target: { files: [new File([text], name)] } });
};
const press = async (user: { click: (on: Element) => Promise<void> }, name: string | RegExp) =>
  user.click(await screen.findByRole('button', { name }));
const as = (role: 'agent' | 'manager') => ({
  status: async (): Promise<BookStatus> => ({
    contacts: 1,
    unsent: 0,
    conflicts: 0,
    workspace: { name: 'Lampka', role, others: 0 },
    sync: { state: 'idle', at: '2026-11-21T00:00:00Z' },
  }),
});

const CSV = [
  'Imię;Nazwisko;E-mail;Coś',
  'Żaneta;Gżegżółka;zaneta@post.example;niebieski',
  'Jan;Kowalski;nie adres;',
  '"Zła;linia',
].join('\r\n');

describe('importing', () => {
  test('G14: a file is chosen, its columns are guessed and changed by hand, nothing is written before the dry run was seen', async () => {
    const { user, book, core } = await show(<ImportView />);
    expect(await wrongs()).toEqual([]);
    choose('klienci.csv', CSV);
    expect(await screen.findByRole('button', { name: /First name.*What “Imię” becomes/u })).toBeDefined();
    expect(await wrongs()).toEqual([]);
    await press(user, /Leave out.*What “Coś” becomes/u);
    await user.click(await screen.findByRole('option', { name: 'Tags' }));
    await press(user, 'Check');
    expect(await screen.findByText('This would happen', { selector: 'p' })).toBeDefined();
    expect(book.startImport).not.toHaveBeenCalled();
    expect((await core.status()).contacts).toBe(0);
    expect(screen.getByText('1 new tag')).toBeDefined();
    expect(screen.getByText('Not an e-mail address: left out')).toBeDefined();
    await user.click(screen.getByText(/^Quotes that are not closed/u));
    expect(screen.getByText('Line 4')).toBeDefined();
    expect(await wrongs()).toEqual([]);
    await press(user, 'Import 3 people');
    expect(await screen.findByText('klienci.csv')).toBeDefined();
    await waitFor(async () => expect((await core.status()).contacts).toBe(3));
    await press(user, 'Download the report');
    await waitFor(() => expect(saved).toHaveLength(1));
    const report = await saved[0]?.text;
    expect(report).toContain('"2","Żaneta Gżegżółka","new","Żaneta Gżegżółka",""');
    expect(report).toContain(
      '"3","Jan Kowalski","new","Jan Kowalski","Not an e-mail address: left out — nie adres"',
    );
  });

  test('G14: the rules can be changed in the dry run, which is then done anew; going back keeps the columns', async () => {
    const people = [{ name: 'Jan Kowalski' }];
    const { user } = await show(<ImportView />, { people });
    choose('a.csv', 'Name,E-mail\nJan Kowalski,jan@post.example\n');
    await press(user, 'Check');
    expect(await screen.findByText('The name is taken: told apart by address')).toBeDefined();
    await press(user, /is a contact of their own.*Somebody with the name/u);
    await user.click(await screen.findByRole('option', { name: 'is left out' }));
    expect(await screen.findByText('Another contact has this name')).toBeDefined();
    expect(screen.getByRole('button', { name: 'Import 0 people' }).hasAttribute('disabled')).toBe(true);
    await press(user, 'Back to the columns');
    expect(await screen.findByRole('button', { name: /E-mail.*What “E-mail” becomes/u })).toBeDefined();
  });

  test('G14: a vCard needs no columns', async () => {
    const { user } = await show(<ImportView />);
    choose(
      'people.vcf',
      'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ana Silva\r\nEMAIL:ana@post.example\r\nEND:VCARD\r\n',
    );
    expect(await screen.findByText('people.vcf')).toBeDefined();
    expect(screen.queryByText('Columns')).toBeNull();
    await press(user, 'Check');
    await press(user, 'Import 1 person');
    expect(await screen.findByText('Imported', { selector: 'p' })).toBeDefined();
  });

  test('W17: a file with nobody in it, and one that the book refuses, are told and leave nothing', async () => {
    const addImportRows = () => Promise.reject(new ProblemError({ reason: 'storage_full' }));
    const { user, core } = await show(<ImportView />, { given: { addImportRows } });
    choose('empty.csv', '\n\n');
    expect(await screen.findByText('There is nobody in this file.')).toBeDefined();
    choose('a.csv', 'Name\nJan\n');
    await press(user, 'Check');
    expect((await screen.findByRole('alert')).textContent).toMatch(/full|space/iu);
    await waitFor(async () => expect(await core.imports()).toEqual([]));
  });

  test('W17: where nobody can be imported, it is not said that they are all there', async () => {
    const { user } = await show(<ImportView />);
    choose('tags.csv', 'Name,Tags\n,lamps\n,candles\n');
    await press(user, 'Check');
    expect(await screen.findByText(/^Nobody in this file can be imported/u)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Import 0 people' }).hasAttribute('disabled')).toBe(true);
  });

  test('G14: what was imported before can be looked at and put away', async () => {
    const { user } = await show(<ImportView />);
    choose('a.csv', 'Name\nJan\n');
    await press(user, 'Check');
    await press(user, 'Import 1 person');
    await press(user, 'Another file');
    const earlier = await screen.findByRole('button', { name: /a\.csv.*1 person imported/u });
    expect(await wrongs()).toEqual([]);
    await user.click(earlier);
    await press(user, 'Put away');
    await waitFor(() => expect(screen.queryByText('Earlier imports')).toBeNull());
  });
});

describe('exporting', () => {
  const people = [
    { name: '=Jan', senders: [{ channel: 'email' as const, value: 'jan@post.example' }] },
    { name: 'Ana' },
  ];

  test('G15: a filter is written as CSV that no spreadsheet carries out, with a heading for each column', async () => {
    const onClose = vi.fn<() => void>();
    const { user } = await show(<ExportDialog over={{ text: '' }} count={2} onClose={onClose} />, { people });
    expect(await wrongs()).toEqual([]);
    await press(user, 'Export');
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    const text = await saved[0]?.text;
    expect(saved[0]?.name).toMatch(/^contacts-.*\.csv$/u);
    expect(text).toContain('"Name","First name","Last name","E-mail","Phone"');
    expect(text).toContain('"\'=Jan","","","jan@post.example"');
  });

  test('G15: a selection is written as vCards, but those taken out', async () => {
    const { user, refs } = await show(
      <ExportDialog over={{ text: '', except: [] }} count={2} onClose={() => undefined} />,
      { people },
    );
    await user.click(await screen.findByRole('radio', { name: /^vCard 4/u }));
    await press(user, 'Export');
    await waitFor(() => expect(saved).toHaveLength(1));
    const text = await saved[0]?.text;
    expect(text?.match(/BEGIN:VCARD/gu)).toHaveLength(2);
    expect(text).toContain(`UID:urn:uuid:${refs[0]?.id ?? ''}`);
  });

  test('X6: an agent may not give out more than a hundred, and is told why', async () => {
    await show(<ExportDialog over={{ text: '' }} count={101} onClose={() => undefined} />, {
      given: as('agent'),
    });
    expect(await screen.findByText(/up to 100 contacts/u)).toBeDefined();
    expect(screen.getByRole('button', { name: 'Export' }).hasAttribute('disabled')).toBe(true);
    expect(await wrongs()).toEqual([]);
  });
});

describe('what the law gives a person', () => {
  const people = [
    { name: 'Jan', senders: [{ channel: 'email' as const, value: 'jan@post.example' }], note: 'likes tea' },
  ];

  async function open(given = {}) {
    const onClose = vi.fn<() => void>();
    const stage = await show(<SubjectDialog contact={{ id: '', name: 'Jan' }} onClose={onClose} />, {
      given,
    });
    return { ...stage, onClose };
  }

  test('R9: all that is kept is told, and is in the file', async () => {
    const stage = await show(<p>before</p>, { people });
    const [jan] = stage.refs;
    if (!jan) throw new Error('nobody there');
    const all = await stage.core.subjectAccess(jan.id);
    expect(all).toMatchObject({
      format: 'carnet-subject-access',
      contact: { name: 'Jan' },
      senders: [{ key: 'jan@post.example' }],
      records: { note: [{ fields: { text: { value: 'likes tea' } } }] },
      history: null,
    });
    expect(await stage.core.erasure(jan.id)).toEqual({
      contact: jan,
      merged: 0,
      senders: 1,
      records: { note: 1 },
    });
  });

  test('R9: erasing tells what it removes, asks once more, and removes it', async () => {
    const deleteContact = vi.fn<(id: string) => Promise<void>>(async () => undefined);
    const erasure = async () => ({
      contact: { id: '', name: 'Jan' },
      merged: 1,
      senders: 2,
      records: { note: 1, block: 1 },
    });
    const { user, onClose } = await open({ deleteContact, erasure });
    expect(await screen.findByText('1 note')).toBeDefined();
    expect(await wrongs()).toEqual([]);
    await press(user, 'Erase');
    const asked = await screen.findByRole('alertdialog');
    expect(within(asked).getByText('2 senders')).toBeDefined();
    expect(within(asked).getByText('1 other record')).toBeDefined();
    expect(deleteContact).not.toHaveBeenCalled();
    await user.click(within(asked).getByRole('button', { name: 'Erase' }));
    await waitFor(() => expect(deleteContact).toHaveBeenCalledOnce());
    expect(onClose).toHaveBeenCalled();
  });

  test('X4: an agent may look, not erase', async () => {
    const erasure = async () => ({ contact: { id: '', name: 'Jan' }, merged: 0, senders: 0, records: {} });
    await open({ ...as('agent'), erasure });
    expect(await screen.findByText(/owners and managers/u)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Erase' })).toBeNull();
  });
});
