import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { BlockDialog } from '#components/contacts/block-dialog.tsx';
import { BlockedView } from '#components/contacts/blocked-view.tsx';
import { DeletedView } from '#components/contacts/deleted-view.tsx';
import { MergeHistoryView } from '#components/contacts/merge-history-view.tsx';
import { BlockedBanner } from '#components/twins/blocked-banner.tsx';
import { Toasts } from '#components/ui/toast.tsx';
import { useContact, useContactList } from '#components/use-book.ts';
import type { Book } from '#lib/messages/book.ts';
import type { DeletionView } from '#lib/messages/past.ts';
import { ProblemError } from '#lib/messages/problem-error.ts';
import type { Role } from '#lib/model/role.ts';
import { prepareBrowser, show, wrongs } from '../forms/stage.tsx';

const people = [
  { name: 'Żaneta Gżegżółka', senders: [{ channel: 'ebay', value: 'zaneta84' }] },
  { name: 'Jan Kowalski', senders: [{ channel: 'email', value: 'jan@poczta.example' }] },
];
const inTeam = (role: Role, more: Partial<Book> = {}): Partial<Book> => ({
  status: async () => ({
    contacts: 2,
    unsent: 0,
    conflicts: 0,
    workspace: { name: 'Lampka', role, others: 0 },
    sync: { state: 'idle', at: '2026-11-21T10:00:00Z' },
  }),
  ...more,
});

/** The surface with its toasts. */
const on = (view: React.ReactNode) => (
  <main>
    {view}
    <Toasts />
  </main>
);

function Banner() {
  const { data: list } = useContactList({ text: 'Żaneta', sort: 'best', offset: 0, limit: 1 });
  const { data: contact } = useContact(list?.rows[0]?.id ?? null);
  return contact ? <BlockedBanner contact={contact} /> : null;
}

beforeEach(prepareBrowser);

describe('blocking', () => {
  test('B48, W18: is asked with what it means, keeps the reason, and says that it is done', async () => {
    const { core, refs, user } = await show(on(<Banner />), { people });
    const [zaneta] = refs;
    if (!zaneta) throw new Error('she is in the book');
    await show(on(<BlockDialog contact={zaneta} onClose={() => undefined} />), {
      given: { block: core.block },
    });
    const dialog = within(await screen.findByRole('alertdialog', { name: 'Block Żaneta Gżegżółka?' }));
    expect(dialog.getByText(/Messages still arrive/u)).toBeDefined();
    await user.type(dialog.getByRole('textbox', { name: 'Why' }), 'Advertises lamps');
    await user.click(dialog.getByRole('button', { name: 'Block' }));
    expect(await screen.findByText('Żaneta Gżegżółka is blocked.')).toBeDefined();
    expect((await core.contact(zaneta.id))?.blocked?.reason).toBe('Advertises lamps');
  });

  test('W18, B50: beside the contact it says why and since when, and leads to unblocking and to the platform’s own list', async () => {
    const { core, refs, user, book } = await show(on(<Banner />), { people });
    await core.block(refs[0]?.id ?? '', 'Advertises lamps');
    expect(await screen.findByText('Reason: Advertises lamps')).toBeDefined();
    expect(screen.getByText(/^Blocked · today, /u)).toBeDefined();
    const link = screen.getByRole<HTMLAnchorElement>('link', { name: 'Block on eBay too' });
    expect([link.href, link.rel]).toEqual(['https://www.ebay.com/bmgt/BuyerBlock', 'noreferrer']);
    await user.click(screen.getByRole('button', { name: 'Unblock…' }));
    expect(book.openContactsPage).toHaveBeenCalledWith({ contact: refs[0]?.id, action: 'unblock' });
    expect(await wrongs()).toEqual([]);
  });

  test('B56, B55: the view of blocked contacts says who and why, and unblocks by the three dots', async () => {
    const { core, refs, user } = await show(on(<BlockedView />), { people });
    expect(await screen.findByRole('heading', { name: 'Nobody is blocked' })).toBeDefined();
    await core.block(refs[0]?.id ?? '', 'Advertises lamps');
    const row = within((await screen.findAllByRole('listitem'))[0] ?? document.body);
    expect(row.getByText('Advertises lamps')).toBeDefined();
    expect(await wrongs()).toEqual([]);
    await user.click(row.getByRole('button', { name: 'Actions for Żaneta Gżegżółka' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Unblock…' }));
    await user.click(await screen.findByRole('button', { name: 'Unblock' }));
    expect(await screen.findByText('Żaneta Gżegżółka is no longer blocked.')).toBeDefined();
    await waitFor(async () => expect((await core.contact(refs[0]?.id ?? ''))?.blocked ?? null).toBeNull());
  });

  test('a book that cannot be read is said, with the way to try again', async () => {
    const blockedContacts = () => Promise.reject(new ProblemError({ reason: 'storage_blocked' }));
    await show(on(<BlockedView />), { given: { blockedContacts } });
    const alert = within(await screen.findByRole('alert'));
    expect(alert.getByText('The blocked contacts could not be read')).toBeDefined();
    expect(alert.getByRole('button', { name: 'Try again' })).toBeDefined();
  });
});

describe('the history of merges', () => {
  test('B25, R7: says who became part of whom, and undoes it', async () => {
    const { core, refs, user } = await show(on(<MergeHistoryView />), { people });
    expect(await screen.findByRole('heading', { name: 'Nothing was merged yet' })).toBeDefined();
    await core.merge(refs[0]?.id ?? '', refs[1]?.id ?? '');
    expect((await screen.findByRole('listitem')).textContent).toContain('Żaneta Gżegżółka into Jan Kowalski');
    expect(await wrongs()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Undo merge' }));
    expect(await screen.findByText('Żaneta Gżegżółka is a contact of its own again.')).toBeDefined();
    await waitFor(() => expect(screen.getByRole('listitem').textContent).toContain('undone today'));
    expect(screen.queryByRole('button', { name: 'Undo merge' })).toBeNull();
  });

  test('Z: an agent is told whom it is for', async () => {
    const mergeHistory = () => Promise.reject(new ProblemError({ reason: 'not_permitted' }));
    await show(on(<MergeHistoryView />), { given: inTeam('agent', { mergeHistory }) });
    const title = 'Only owners and managers see the merge history';
    expect(await screen.findByRole('heading', { name: title })).toBeDefined();
  });
});

const deletion = (seq: number, more: Partial<DeletionView> = {}): DeletionView => ({
  version: 7,
  seq,
  at: '2026-11-12T10:00:00Z',
  userName: 'Anna Nowak',
  initials: 'Ż. G.',
  handle: 'z•••@p•••.example',
  channel: 'email',
  ...more,
});

describe('the log of deleted contacts', () => {
  test('D15, D16, X12: shows a hint, the platform, who and when, and the earlier ones on demand', async () => {
    const parts = [
      { entries: [deletion(2)], before: { version: 7, seq: 2 } },
      {
        entries: [deletion(1, { initials: 'J. K.', handle: null, channel: null, userName: null })],
        before: null,
      },
    ];
    const deletions: Book['deletions'] = async (before) =>
      parts[before ? 1 : 0] ?? { entries: [], before: null };
    const { user } = await show(on(<DeletedView />), { given: inTeam('manager', { deletions }) });
    const rows = async () =>
      (await screen.findAllByRole('row')).slice(1).map(({ textContent }) => textContent);
    expect(await rows()).toEqual([
      expect.stringMatching(/^Ż\. G\. z•••@p•••\.example@E-mailAnna Nowak12 Nov, /u),
    ]);
    expect(await wrongs()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Show earlier' }));
    await waitFor(async () => expect(await rows()).toHaveLength(2));
    expect((await rows())[1]).toMatch(/^J\. K\. no senderSomebody/u);
    expect(screen.queryByRole('button', { name: 'Show earlier' })).toBeNull();
  });

  test('D16: some days of it are asked for, told apart from none at all, and given out as a file safe for spreadsheets', async () => {
    const asked: unknown[] = [];
    const parts = [[deletion(2, { userName: '=cmd()' })], [deletion(1)]];
    const deletions: Book['deletions'] = async (before, span) => {
      asked.push(span);
      if (span?.from === undefined) return { entries: [deletion(3)], before: null };
      if (span.until === undefined) return { entries: [], before: null };
      return { entries: parts[before ? 1 : 0] ?? [], before: before ? null : { version: 7, seq: 2 } };
    };
    const files: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
      if (file instanceof Blob) files.push(file);
      return '#';
    });
    const { user } = await show(on(<DeletedView />), { given: inTeam('owner', { deletions }) });
    const day = (label: string, value: string) =>
      fireEvent.change(screen.getByLabelText(label), { target: { value } });
    await screen.findByText('z•••@p•••.example');
    day('From', '2026-11-12');
    expect(
      await screen.findByRole('heading', { name: 'No contact was deleted in these days' }),
    ).toBeDefined();
    day('To', '2026-11-11');
    expect(await screen.findByText('This day is before the first one')).toBeDefined();
    day('To', '2026-11-12');
    await screen.findByText('=cmd()');
    const [from, until] = [new Date(2026, 10, 12), new Date(2026, 10, 13)].map((at) => at.toISOString());
    expect(asked).toEqual([{}, { from }, { from, until }]);
    await user.click(screen.getByRole('button', { name: 'Export as CSV' }));
    expect(await screen.findByText('2 deletions are in the file.')).toBeDefined();
    expect((await files[0]?.text())?.split('\r\n').slice(0, 3)).toEqual([
      '\uFEFF"Contact","Sender","Platform","Deleted by","When"',
      '"Ż. G.","z•••@p•••.example","E-mail","\'=cmd()","2026-11-12T10:00:00Z"',
      '"Ż. G.","z•••@p•••.example","E-mail","Anna Nowak","2026-11-12T10:00:00Z"',
    ]);
    expect(await wrongs()).toEqual([]);
  });

  test('D16, Z: an agent and a restricted manager are told whom it is for, and the server is not asked', async () => {
    const { book } = await show(on(<DeletedView />), { given: inTeam('restricted-manager') });
    expect(
      await screen.findByRole('heading', { name: 'Only owners and managers see this log' }),
    ).toBeDefined();
    expect(book.deletions).not.toHaveBeenCalled();
  });

  test('D16: without the server it says where the log is, and tries again', async () => {
    const deletions = () => Promise.reject(new ProblemError({ reason: 'server_unreachable' }));
    await show(on(<DeletedView />), { given: inTeam('owner', { deletions }) });
    const title = 'The log is on the server, which cannot be reached now';
    expect(await screen.findByRole('heading', { name: title })).toBeDefined();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeDefined();
  });

  test('D16: nothing deleted yet, and nobody to keep a log of it', async () => {
    const deletions: Book['deletions'] = async () => ({ entries: [], before: null });
    await show(on(<DeletedView />), { given: inTeam('owner', { deletions }) });
    expect(await screen.findByRole('heading', { name: 'No contact has been deleted' })).toBeDefined();
    await show(on(<DeletedView />));
    expect(await screen.findByRole('heading', { name: 'The log is kept by a team’s server' })).toBeDefined();
  });
});
