import { screen } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { Connection, NoteView } from '#lib/messages/book.ts';
import { contactOf, hereOf, ID, showSidebar } from './stage.tsx';

const CONNECTED: Connection = {
  state: 'connected',
  serverUrl: 'https://carnet.lampka.example',
  user: { name: 'Anna Wiśniewska', email: 'anna@lampka.example' },
  workspace: { id: 'w', name: 'Lampka', role: 'agent' },
};

async function showNote(more: Partial<NoteView>) {
  const note = { id: 'n', text: 'Refund promised.', createdAt: '2026-11-20T10:00:00Z', editedAt: null };
  const contact = contactOf({ notes: [{ ...note, author: null, unsent: false, ...more }] });
  const here = hereOf({ state: 'known', contact: { id: ID, name: contact.name } });
  showSidebar({ here, contacts: [contact] }, { connection: async () => CONNECTED });
  return screen.findByRole('article');
}

const mayEdit = () => screen.queryByRole('button', { name: 'Edit note' }) !== null;

describe('notes in a team', () => {
  test('E32: one’s own note carries one’s name and can be edited', async () => {
    const note = await showNote({ author: 'Anna Wiśniewska' });
    expect(await screen.findByRole('button', { name: 'Edit note' })).toBeTruthy();
    expect(note.textContent).toContain('Anna Wiśniewska · ');
  });

  test('E32: a note that is not on the server yet is one’s own', async () => {
    const note = await showNote({ unsent: true });
    expect(await screen.findByRole('button', { name: 'Edit note' })).toBeTruthy();
    expect(note.textContent).toContain('You · ');
  });

  test('E32: a note of somebody who left the team is nobody’s to edit, and not called one’s own', async () => {
    const note = await showNote({});
    expect(mayEdit()).toBe(false);
    expect(note.textContent).not.toContain('You');
  });
});
