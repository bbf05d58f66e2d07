import { screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { NoteView } from '#lib/messages/book.ts';
import { contactOf, hereOf, ID, showSidebar } from './stage.tsx';

async function showNote(more: Partial<NoteView>) {
  const note = { id: 'n', text: 'Refund promised.', createdAt: '2026-11-20T10:00:00Z', editedAt: null };
  const contact = contactOf({
    notes: [{ ...note, author: null, mine: false, mayEdit: false, unsent: false, ...more }],
  });
  const here = hereOf({ state: 'known', contact: { id: ID, name: contact.name } });
  showSidebar({ here, contacts: [contact] });
  return screen.findByRole('article');
}

const mayEdit = () => screen.queryByRole('button', { name: 'Edit note' }) !== null;

describe('notes in a team', () => {
  test('E32: one’s own note carries one’s name and can be edited', async () => {
    const note = await showNote({ author: 'Anna Wiśniewska', mine: true, mayEdit: true });
    expect(mayEdit()).toBe(true);
    expect(note.textContent).toContain('Anna Wiśniewska · ');
  });

  test('E32: one’s own note is one’s own before the team’s names are here', async () => {
    const note = await showNote({ mine: true, mayEdit: true, unsent: true });
    expect(mayEdit()).toBe(true);
    expect(note.textContent).toContain('You · ');
  });

  test('E32: a colleague’s note is not one’s own to edit, even where both have one name', async () => {
    await showNote({ author: 'Anna Wiśniewska' });
    expect(mayEdit()).toBe(false);
  });

  test('E32: a note of somebody who left the team is nobody’s to edit, and not called one’s own', async () => {
    const note = await showNote({});
    expect(mayEdit()).toBe(false);
    expect(note.textContent).not.toContain('You');
  });
});
