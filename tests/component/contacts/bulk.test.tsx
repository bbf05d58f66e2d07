import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { ContactsPage } from '#components/contacts/contacts-page.tsx';
import type { ListQuery } from '#lib/messages/book.ts';
import type { JobView } from '#lib/messages/jobs.ts';
import { prepareBrowser, show, wrongs } from '../forms/stage.tsx';
import { go, inTeam, names, people } from './stage.ts';

const bar = () => screen.getByRole('region', { name: 'What to do with the selected contacts' });
const tickPage = () => screen.getByRole('checkbox', { name: 'Select the contacts of this page' });
/** A list of so many, of which only the windows that are asked for are made. */
const many = (total: number) => ({
  list: async ({ offset, limit }: ListQuery) => ({
    total,
    offset,
    rows: Array.from({ length: Math.min(limit, total - offset) }, (_, n) => ({
      id: `contact-${offset + n}`,
      name: `Person ${offset + n}`,
      country: null,
      language: null,
      senders: [],
      integrations: [],
      createdAt: '2026-11-01T00:00:00Z',
      unsent: false,
    })),
  }),
});

beforeEach(prepareBrowser);

describe('what is done with many contacts', () => {
  test('B61, X6: the bar is there once somebody is ticked, and gone when nobody is', async () => {
    const { user } = await show(<ContactsPage />, { people });
    await screen.findByText('Jan Kowalski');
    expect(screen.queryByRole('region', { name: /selected contacts/u })).toBeNull();
    await user.click(screen.getByRole('checkbox', { name: 'Select Jan Kowalski' }));
    expect(within(bar()).getByText('1 contact selected')).toBeDefined();
    expect(screen.queryByRole('complementary')).toBeNull();
    await user.click(tickPage());
    expect(within(bar()).getByText('3 contacts selected')).toBeDefined();
    expect(await wrongs()).toEqual([]);
    await user.click(tickPage());
    expect(screen.queryByRole('region', { name: /selected contacts/u })).toBeNull();
  });

  test('law 12: Space ticks the active row, with Shift all up to it', async () => {
    const { user } = await show(<ContactsPage />, { people });
    await screen.findByText('Jan Kowalski');
    act(() => screen.getByRole('grid').focus());
    await user.keyboard(' {ArrowDown}{ArrowDown}{Shift>} {/Shift}');
    expect(within(bar()).getByText('3 contacts selected')).toBeDefined();
  });

  test('G31, B63: the page of a hundred is ticked, then all that match, without naming one', async () => {
    const { user, book } = await show(<ContactsPage />, { given: { ...inTeam('owner', 146), ...many(146) } });
    await screen.findByText('Person 0');
    await user.click(tickPage());
    expect(within(bar()).getByText('100 contacts selected')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Select all 146 that match' }));
    await user.click(screen.getByRole('checkbox', { name: 'Select Person 3' }));
    expect(within(bar()).getByText('145 contacts selected')).toBeDefined();
    book.startJob.mockResolvedValue({});
    await user.click(screen.getByRole('button', { name: 'Delete' }));
    const question = await screen.findByRole('alertdialog', { name: 'Delete 145 contacts?' });
    const confirm = within(question).getByRole('button', { name: 'Delete' });
    expect(confirm.hasAttribute('disabled')).toBe(true);
    await user.type(within(question).getByRole('textbox', { name: 'Type 145 to confirm' }), '145');
    await user.click(confirm);
    const over = { text: '', filter: { groups: [] }, except: ['contact-3'] };
    await waitFor(() => expect(book.startJob).toHaveBeenCalledWith({ do: 'delete' }, over));
    await waitFor(() => expect(screen.queryByRole('region', { name: /selected contacts/u })).toBeNull());
  }, 20_000);

  test('X6, B66: beyond a hundred an agent sees tags and export, cannot press them, and reads why', async () => {
    const { user } = await show(<ContactsPage />, { given: { ...inTeam('agent', 146), ...many(146) } });
    await screen.findByText('Person 0');
    await screen.findByText('Lampka');
    await user.click(tickPage());
    expect(screen.getByRole('button', { name: 'Assign tags' }).hasAttribute('disabled')).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Select all 146 that match' }));
    for (const name of ['Assign tags', 'Remove tags', 'Export'])
      expect(screen.getByRole('button', { name }).hasAttribute('disabled')).toBe(true);
    expect(within(bar()).getByText(/Agents can do this for up to 100 contacts at once/u)).toBeDefined();
    expect(within(bar()).queryByRole('button', { name: 'Delete' })).toBeNull();
    expect(await wrongs()).toEqual([]);
  });

  test('B44: Enter takes what is typed: the tag of that name, or a new one', async () => {
    const { user, core } = await show(<ContactsPage />, { people });
    await core.putTag({ name: 'VIP' });
    await screen.findByText('Jan Kowalski');
    await user.click(tickPage());
    await user.click(screen.getByRole('button', { name: 'Assign tags' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Assign tags to 3 contacts' }));
    await user.click(dialog.getByRole('combobox'));
    await user.keyboard('Christmas{Enter}');
    await dialog.findByRole('button', { name: 'Remove Christmas' });
    await user.keyboard('vip{Enter}');
    await dialog.findByRole('button', { name: 'Remove VIP' });
    expect((await core.tags()).map(({ name }) => name)).toEqual(['Christmas', 'VIP']);
  });

  test('B68: tags are put on all that are ticked, a new one made on the fly', async () => {
    const { user, core } = await show(<ContactsPage />, { people });
    await screen.findByText('Jan Kowalski');
    await user.click(tickPage());
    await user.click(screen.getByRole('button', { name: 'Assign tags' }));
    await user.type(await screen.findByRole('combobox', { name: 'Tags' }), 'VIP');
    await user.click(await screen.findByRole('option', { name: 'Create “VIP”' }));
    const dialog = await screen.findByRole('dialog', { name: 'Assign tags to 3 contacts' });
    await within(dialog).findByRole('button', { name: 'Remove VIP' });
    await user.click(within(dialog).getByRole('button', { name: 'Assign tags' }));
    const [tag] = await core.tags();
    await waitFor(async () => {
      const filter = { groups: [[{ attribute: 'tags', is: 'any-of' as const, value: [tag?.id ?? ''] }]] };
      expect(await core.count([filter])).toEqual([3]);
    });
    expect(await screen.findByText('3 changed')).toBeDefined();
  }, 20_000);

  test('B64: started twice by a double click, it is one job', async () => {
    const { user, core } = await show(<ContactsPage />, { people });
    await core.putTag({ name: 'VIP' });
    await screen.findByText('Jan Kowalski');
    await user.click(tickPage());
    await user.click(screen.getByRole('button', { name: 'Assign tags' }));
    await user.type(await screen.findByRole('combobox', { name: 'Tags' }), 'vip{Enter}');
    const dialog = within(await screen.findByRole('dialog', { name: 'Assign tags to 3 contacts' }));
    await dialog.findByRole('button', { name: 'Remove VIP' });
    const start = dialog.getByRole('button', { name: 'Assign tags' });
    act(() => {
      start.click();
      start.click();
    });
    expect(await screen.findByText('3 changed')).toBeDefined();
    expect(await core.jobs()).toHaveLength(1);
  });

  test('X10, B60: a deletion waits ten seconds, in which it is undone, whatever view is open', async () => {
    const { user, core, refs } = await show(<ContactsPage />, { people });
    await screen.findByText('Jan Kowalski');
    await user.click(screen.getByRole('checkbox', { name: 'Select Jan Kowalski' }));
    await user.click(screen.getByRole('button', { name: 'Delete' }));
    const question = await screen.findByRole('alertdialog', { name: 'Delete 1 contact?' });
    await user.click(within(question).getByRole('button', { name: 'Delete' }));
    expect(await screen.findByText(/begins in \d+ seconds?/u)).toBeDefined();
    await go('#/tags');
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('Undone: nothing was deleted')).toBeDefined();
    expect(await core.contact(refs[1]?.id ?? '')).not.toBeNull();
    await go('#/contacts');
    expect(names()).toHaveLength(3);
  }, 20_000);

  test('B68: tags that were given to many are taken back, from nobody who had them before', async () => {
    const { user, core, refs } = await show(<ContactsPage />, { people });
    const { id: tag } = await core.putTag({ name: 'VIP' });
    const had = refs[0]?.id ?? '';
    await core.setFields(had, { [`tag/${tag}`]: { value: true, origin: 'typed' } }, {});
    await core.startJob({ do: 'tag', tags: [tag] }, { ids: refs.map(({ id }) => id) });
    const given = await screen.findByText('2 changed · 1 was so already');
    await user.dblClick(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('Undoing the change of 2 contacts')).toBeDefined();
    expect(await screen.findByText('2 changed')).toBeDefined();
    expect(given.isConnected).toBe(false);
    expect(await core.jobs()).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    const tagged = { groups: [[{ attribute: 'tags', is: 'any-of' as const, value: [tag] }]] };
    expect(await core.idsOf({ text: '', filter: tagged }, 10)).toEqual([had]);
    expect(await wrongs()).toEqual([]);
  }, 20_000);

  test('B64, B65: progress, and why some were refused, are told', async () => {
    const job: JobView = {
      id: 'j1',
      work: { do: 'delete' },
      state: 'running',
      startsAt: '2026-11-21T10:00:00Z',
      endedAt: null,
      total: 1200,
      done: 400,
      changed: 399,
      unchanged: 0,
      refused: 1,
      refusals: [{ contact: { id: 'c1', name: 'Jan Kowalski' }, problem: { reason: 'not_permitted' } }],
      problem: null,
      canUndo: false,
    };
    await show(<ContactsPage />, { people, given: { jobs: async () => [job] } });
    expect(await screen.findByText('400 of 1,200')).toBeDefined();
    const progress = screen.getByRole('progressbar', { name: 'Deleting 1,200 contacts' });
    expect(progress.getAttribute('value')).toBe('400');
    expect(screen.getByText('1 refused')).toBeDefined();
    expect(await wrongs()).toEqual([]);
  });
});
