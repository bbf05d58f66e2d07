import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { Tag } from '#lib/messages/definitions.ts';
import { button, showContact, typed } from './contact-stage.ts';
import { ID, wrongs } from './stage.tsx';

const REFUND: Tag = { id: 't1', name: 'refund', color: 'red' };
const VIP: Tag = { id: 't2', name: 'VIP', color: 'purple' };
const given = { tags: async () => [REFUND, VIP], valueCounts: async () => ({ t2: 40, t1: 3 }) };
const search = () => screen.findByRole('textbox', { name: 'Search or create a tag' });

describe('tags of a contact', () => {
  test('B41, B45, B46: chips stand at the bottom of the details; the x takes one off this contact alone', async () => {
    const { book, user } = showContact({ fields: { 'tag/t1': typed(true), 'tag/gone': typed(true) } }, given);
    const region = await screen.findByRole('region', { name: 'Tags' });
    await within(region).findByText('refund');
    expect(within(region).getAllByRole('listitem')).toHaveLength(2);
    const regions = screen.getAllByRole('region');
    expect(regions.at(-1)).toBe(region);
    await user.click(await button('Remove the tag “refund” from this contact; the tag itself stays'));
    expect(book.setFields).toHaveBeenCalledWith(ID, { 'tag/t1': null }, { 'tag/t1': typed(true) });
    expect(book.deleteTag).not.toHaveBeenCalled();
  });

  test('B43, B47: several are ticked one after the other, the most used first', async () => {
    const { book, user } = showContact({}, given);
    await user.click(await button('Add tags'));
    await screen.findByRole('checkbox', { name: 'refund' });
    const named = () => screen.getAllByRole('checkbox').map((box) => box.getAttribute('aria-label'));
    await waitFor(() => expect(named()).toEqual(['VIP', 'refund']));
    expect(await wrongs()).toEqual([]);
    await user.click(screen.getByRole('checkbox', { name: 'VIP' }));
    await user.click(screen.getByRole('checkbox', { name: 'refund' }));
    expect(book.setFields).toHaveBeenCalledWith(ID, { 'tag/t2': typed(true) }, { 'tag/t2': null });
    expect(book.setFields).toHaveBeenCalledWith(ID, { 'tag/t1': typed(true) }, { 'tag/t1': null });
  });

  test('B44: a tag that there is none of is made on the fly, by keyboard alone; Esc returns to the plus', async () => {
    const putTag = async ({ name }: { name: string }): Promise<Tag> => ({ id: 't9', name, color: 'grey' });
    const { book, user } = showContact({}, { ...given, putTag });
    (await button('Add tags')).focus();
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(await search());
    await user.keyboard('wholesale{Enter}');
    expect(book.putTag).toHaveBeenCalledWith({ name: 'wholesale' }, undefined);
    expect(book.setFields).toHaveBeenCalledWith(ID, { 'tag/t9': typed(true) }, { 'tag/t9': null });
    await user.keyboard('{Escape}');
    expect(document.activeElement).toBe(await button('Add tags'));
    expect(book.closeSidebar).not.toHaveBeenCalled();
  });

  test('B44: made by a double click, it is one tag', async () => {
    const putTag = async ({ name }: { name: string }): Promise<Tag> => ({ id: 't9', name, color: 'grey' });
    const { book, user } = showContact({}, { ...given, putTag });
    await user.click(await button('Add tags'));
    await user.type(await search(), 'wholesale');
    const make = await button('Create “wholesale”');
    act(() => {
      make.click();
      make.click();
    });
    await waitFor(() => expect(book.setFields).toHaveBeenCalled());
    expect(book.putTag).toHaveBeenCalledTimes(1);
  });

  test('B47: a nearly equal tag is pointed out, and Enter does not make another one', async () => {
    const { book, user } = showContact({}, given);
    await user.click(await button('Add tags'));
    await user.type(await search(), 'Refunds');
    expect(await screen.findByText('Nearly the same as “refund”.')).toBeTruthy();
    await user.keyboard('{Enter}');
    expect(book.putTag).not.toHaveBeenCalled();
    await user.click(await button('Use “refund”'));
    expect(book.setFields).toHaveBeenCalledWith(ID, { 'tag/t1': typed(true) }, { 'tag/t1': null });
  });

  test('B44: a name that is there already, however it is written, is ticked and not made again', async () => {
    const { book, user } = showContact({}, given);
    await user.click(await button('Add tags'));
    await user.type(await search(), 'vip{Enter}');
    expect(book.putTag).not.toHaveBeenCalled();
    expect(book.setFields).toHaveBeenCalledWith(ID, { 'tag/t2': typed(true) }, { 'tag/t2': null });
  });
});
