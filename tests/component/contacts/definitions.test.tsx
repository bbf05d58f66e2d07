import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { ContactsPage } from '#components/contacts/contacts-page.tsx';
import { prepareBrowser, show, wrongs } from '../forms/stage.tsx';
import { go, inTeam, names, people, typed } from './stage.ts';

/** A window goes when what was written is in the book and on the page. */
const isClosed = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());

beforeEach(prepareBrowser);

describe('attributes of the workspace', () => {
  test('E18 to E21: made with a type, renamed with its values kept', async () => {
    const { user, core, refs } = await show(<ContactsPage />, { people });
    await go('#/attributes');
    await user.click(await screen.findByRole('button', { name: 'Add an attribute' }));
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Tier');
    await user.click(screen.getByRole('button', { name: /Type/u }));
    await user.click(await screen.findByRole('option', { name: 'List' }));
    await user.type(await screen.findByRole('textbox', { name: 'Options' }), 'Gold{Enter}Silver');
    await user.click(screen.getByRole('button', { name: 'Create' }));
    await waitFor(async () =>
      expect((await core.attributes())[0]).toMatchObject({
        name: 'Tier',
        type: 'list',
        options: ['Gold', 'Silver'],
      }),
    );
    const key = (await core.attributes())[0]?.key ?? '';
    await core.setFields(refs[0]?.id ?? '', { [key]: typed('Gold') }, {});
    await isClosed();
    await user.click(await screen.findByRole('button', { name: 'Edit Tier' }));
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await user.clear(name);
    await user.type(name, 'Rank{Enter}');
    await screen.findByRole('button', { name: 'Edit Rank' });
    expect((await core.contact(refs[0]?.id ?? ''))?.fields[key]?.value).toBe('Gold');
    expect(await wrongs()).toEqual([]);
  });

  test('E22: deleting one tells how many contacts and which segments it affects', async () => {
    const { user, core, refs } = await show(<ContactsPage />, { people });
    const tier = await core.putAttribute({ name: 'Tier', type: 'text' });
    await core.setFields(refs[0]?.id ?? '', { [tier.key]: typed('Gold') }, {});
    const filter = { groups: [[{ attribute: tier.key, is: 'known' as const, value: null }]] };
    await core.putSegment({ name: 'Ranked', filter, columns: [], sort: null });
    await go('#/attributes');
    await user.click(await screen.findByRole('button', { name: 'Delete Tier' }));
    const question = await screen.findByRole('alertdialog', { name: 'Delete Tier?' });
    expect(await within(question).findByText('1 contact has it.')).toBeDefined();
    expect(within(question).getByText(/Segments that ask for it: Ranked/u)).toBeDefined();
    await user.click(within(question).getByRole('button', { name: 'Delete' }));
    await waitFor(async () => expect(await core.attributes()).toEqual([]));
  });

  test('D8, D10, D11: turned off, and moved with Alt and the arrows or by dragging, for the whole team', async () => {
    const { user, core } = await show(<ContactsPage />, { people });
    await go('#/attributes');
    await user.click(await screen.findByRole('switch', { name: 'Show City' }));
    await waitFor(async () => expect((await core.attributeOrder()).off).toEqual(['city']));
    const handle = screen.getByRole('button', { name: 'Move Last name' });
    handle.focus();
    await user.keyboard('{Alt>}{ArrowUp}{/Alt}');
    await waitFor(async () =>
      expect((await core.attributeOrder()).order.slice(0, 2)).toEqual(['lastName', 'firstName']),
    );
    expect(screen.getByText(/Last name is now number 1 of/u)).toBeDefined();
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Move Last name' })),
    );
    const place = screen.getByRole('button', { name: 'Move First name' }).closest('li');
    fireEvent.dragStart(screen.getByRole('button', { name: 'Move Country' }));
    if (place) fireEvent.dragOver(place);
    if (place) fireEvent.drop(place);
    await waitFor(async () =>
      expect((await core.attributeOrder()).order.slice(0, 3)).toEqual(['lastName', 'country', 'firstName']),
    );
    expect(await wrongs()).toEqual([]);
  });

  test('Z, D4: an agent sees them, says who may change them, and has nothing to change them with', async () => {
    await show(<ContactsPage />, { people, given: inTeam('agent') });
    await go('#/attributes');
    expect(await screen.findByText(/Only owners and managers can change attributes/u)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Add an attribute' })).toBeNull();
    expect(screen.queryByRole('button', { name: /^Move/u })).toBeNull();
    expect(screen.getByRole('switch', { name: 'Show City' }).hasAttribute('disabled')).toBe(true);
  });
});

describe('tags and organisations of the workspace', () => {
  test('B44, B46: a tag is renamed and coloured, a nearly equal one pointed out, merged, and its people listed', async () => {
    const { user, core, refs } = await show(<ContactsPage />, { people });
    const [vip, wip] = [await core.putTag({ name: 'Vipps' }), await core.putTag({ name: 'Refund' })];
    await core.setFields(refs[0]?.id ?? '', { [`tag/${wip.id}`]: typed(true) }, {});
    await go('#/tags');
    await user.click(await screen.findByRole('button', { name: 'Edit Vipps' }));
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await user.clear(name);
    await user.type(name, 'Refunds');
    expect(await screen.findByText('There is “Refund” already')).toBeDefined();
    await user.clear(name);
    await user.type(name, 'VIP');
    await user.click(screen.getByRole('radio', { name: 'Purple' }));
    expect(await wrongs()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(async () =>
      expect((await core.tags()).find(({ id }) => id === vip.id)).toMatchObject({
        name: 'VIP',
        color: 'purple',
      }),
    );
    await isClosed();
    await user.click(await screen.findByRole('button', { name: 'Merge Refund with another tag' }));
    await user.click(await screen.findByRole('button', { name: /It becomes part of/u }));
    await user.click(await screen.findByRole('option', { name: 'VIP' }));
    expect(await screen.findByText('1 contact gets “VIP”; “Refund” is gone afterwards.')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Merge' }));
    const link = await screen.findByRole('link', { name: '1 contact' });
    await go(link.getAttribute('href') ?? '');
    await waitFor(() => expect(names()).toEqual(['Aurélie Lefèvre']));
  });

  test('E1: an organisation is made, says what is wrong with its domain, and lists its people', async () => {
    const { user, core, refs } = await show(<ContactsPage />, { people });
    await go('#/organisations');
    await user.click(await screen.findByRole('button', { name: 'Add an organisation' }));
    await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Dom i Światło');
    await user.type(screen.getByRole('textbox', { name: 'E-mail domain' }), 'no domain');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    const domain = screen.getByRole('textbox', { name: 'E-mail domain' });
    await waitFor(() => expect(domain.getAttribute('aria-invalid')).toBe('true'));
    await user.clear(domain);
    await user.type(domain, 'dom.example');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(async () => expect(await core.organisations()).toHaveLength(1));
    const id = (await core.organisations())[0]?.id ?? '';
    await core.setFields(refs[1]?.id ?? '', { organisation: typed(id) }, {});
    const link = await screen.findByRole('link', { name: '1 person' });
    expect(await wrongs()).toEqual([]);
    await go(link.getAttribute('href') ?? '');
    await waitFor(() => expect(names()).toEqual(['Jan Kowalski']));
    expect(screen.getByText('Contacts whose Organisation is Dom i Światło.')).toBeDefined();
  });
});
