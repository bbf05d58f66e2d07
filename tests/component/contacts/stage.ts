import { act, screen, within } from '@testing-library/react';
import type { BookStatus, Draft } from '#lib/messages/book.ts';
import type { Role } from '#lib/model/role.ts';

/** Three people whom the tests of the contacts page are about. */
export const people: Partial<Draft>[] = [
  {
    name: 'Aurélie Lefèvre',
    senders: [{ channel: 'email', value: 'aurelie@poczta.example' }],
    country: 'FR',
    language: 'fr',
  },
  { name: 'Jan Kowalski', senders: [{ channel: 'allegro', value: 'jank84' }], country: 'PL', language: 'pl' },
  { name: 'Sean O’Brien', country: 'IE', language: 'en' },
];

/** The book of somebody who works in a team, with this role. */
export const inTeam = (role: Role, contacts = 3) => ({
  status: async (): Promise<BookStatus> => ({
    contacts,
    unsent: 0,
    conflicts: 0,
    workspace: { name: 'Lampka', role, others: 0 },
    sync: { state: 'idle', at: '2026-11-21T10:00:00Z' },
  }),
});

export const rows = () => screen.queryAllByRole('row').slice(1);

/** The cell after the box: the initials, then the name. */
export const names = () =>
  rows().map((row) => within(row).getAllByRole('gridcell')[1]?.textContent?.slice(2));

export const go = (hash: string) => {
  location.hash = hash;
  return act(async () => dispatchEvent(new HashChangeEvent('hashchange')));
};

export const typed = (value: string | number | boolean) => ({ value, origin: 'typed' as const });
