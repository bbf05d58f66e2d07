import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ConflictView, ConflictWay } from '#lib/messages/past.ts';
import { ProblemError } from '#lib/messages/problem-error.ts';
import { prepareBrowser, wrongs } from '../forms/stage.tsx';
import { card, conflictOf, DISCARD, JAN, NOBODY, showConflicts, waysIn } from './stage.tsx';

beforeEach(prepareBrowser);

/** Of each code: what it is called, what is said of it, and the words of its ways. */
const CODES: { conflict: ConflictView; title: string; what: string; ways: string[] }[] = [
  {
    conflict: conflictOf({
      code: 'name_taken',
      ways: [{ do: 'attach' }, { do: 'rename', name: 'Ola Maj 2' }, DISCARD],
    }),
    title: 'The name is taken',
    what: '“Ola Maj” was not saved under this name: another contact has it.',
    ways: ['Give it to Jan Kowalski', 'Save as “Ola Maj 2”', 'Another name…', 'Discard'],
  },
  {
    conflict: conflictOf({
      code: 'sender_taken',
      act: 'sender_add',
      kept: [{ label: 'allegro', value: 'ola84' }],
      ways: [{ do: 'merge' }, { do: 'retry' }, DISCARD],
    }),
    title: 'The sender belongs to somebody else',
    what: '“Ola Maj” did not get this sender: another contact has it.',
    ways: ['Merge with Jan Kowalski', 'Try again', 'Discard'],
  },
  {
    conflict: conflictOf({
      code: 'deleted',
      other: NOBODY,
      ways: [{ do: 'rename', name: 'Ola Maj' }, DISCARD],
    }),
    title: 'Deleted meanwhile',
    what: '“Ola Maj” was deleted before your change arrived.',
    ways: ['Save as “Ola Maj”', 'Another name…', 'Discard'],
  },
  {
    conflict: conflictOf({
      code: 'not_found',
      act: 'note_add',
      kept: [{ label: 'note', value: 'Called twice' }],
      other: NOBODY,
      ways: [{ do: 'rename', name: '' }, DISCARD],
    }),
    title: 'No longer there',
    what: 'What your change to “Ola Maj” was for is not on the server.',
    ways: ['Save in a new contact…', 'Discard'],
  },
  {
    conflict: conflictOf({
      code: 'merged',
      act: 'merge',
      kept: [{ label: 'into', value: 'Anna Nowak' }],
      ways: [{ do: 'merge' }, DISCARD],
    }),
    title: 'Already merged',
    what: 'A colleague had merged “Ola Maj” into “Jan Kowalski” before your change arrived.',
    ways: ['Merge with Jan Kowalski', 'Discard'],
  },
  {
    conflict: conflictOf({ code: 'renamed', ways: [{ do: 'merge' }, DISCARD] }),
    title: 'Given another name',
    what: 'Somebody had the name “Ola Maj” first, so this contact got a longer one. If both are the same person, merge them.',
    ways: ['Merge with Jan Kowalski', 'Understood'],
  },
  {
    conflict: conflictOf({ code: 'also_added', ways: [DISCARD] }),
    title: 'A colleague added the same sender',
    what: '“Ola Maj” was added twice at the same time. It is one contact now, yours; nothing is left to do.',
    ways: ['Understood'],
  },
  {
    conflict: conflictOf({ code: 'role', act: 'delete', kept: [], ways: [DISCARD] }),
    title: 'Not permitted',
    what: 'Your role does not permit this change to “Ola Maj”. An owner or a manager can make it.',
    ways: ['Discard'],
  },
  {
    conflict: conflictOf({ id: 'c-role-now', code: 'role', ways: [{ do: 'retry' }, DISCARD] }),
    title: 'Not permitted',
    what: 'Your role did not permit this change to “Ola Maj”. Now it does.',
    ways: ['Try again', 'Discard'],
  },
  {
    conflict: conflictOf({ code: 'invalid', ways: [{ do: 'retry' }, DISCARD] }),
    title: 'Not accepted',
    what: 'The server did not accept the change to “Ola Maj”.',
    ways: ['Try again', 'Discard'],
  },
  {
    conflict: conflictOf({
      code: 'field_overwritten',
      act: 'edit',
      kept: [{ label: 'country', value: 'CH', was: 'FR' }],
      other: { contact: JAN, userName: 'Anna', at: '2026-11-20T10:00:00Z', field: 'country', value: 'BE' },
      ways: [{ do: 'mine' }, DISCARD],
    }),
    title: 'Two people changed the same field · Country',
    what: 'In “Ola Maj” one value replaced another.',
    ways: ['Use my value', 'Keep their value'],
  },
  {
    conflict: conflictOf({ code: 'from_the_future' }),
    title: 'Something did not go through',
    what: 'The change to “Ola Maj” needs your decision.',
    ways: ['Discard'],
  },
];

describe('law 5: every conflict says what happened and has its ways out', () => {
  test.each(CODES)('$conflict.id', async ({ conflict, title, what, ways }) => {
    await showConflicts([conflict]);
    const inside = await card(title);
    expect(inside.getByText(what)).toBeDefined();
    expect(waysIn(inside)).toEqual(ways);
    expect(await wrongs()).toEqual([]);
  });

  test('R7: a refused merge says with whom it was', async () => {
    const kept = [{ label: 'into', value: 'Anna Nowak' }];
    await showConflicts([conflictOf({ code: 'merged', act: 'merge', kept })]);
    const inside = await card('Already merged');
    expect(inside.getByText('Merge with').nextElementSibling?.textContent).toBe('Anna Nowak');
  });

  test('what has no name any more is told without one', async () => {
    await showConflicts([conflictOf({ code: 'deleted', subject: '', other: NOBODY })]);
    const inside = await card('Deleted meanwhile');
    expect(inside.getByText(/^The contact was deleted before your change arrived/u)).toBeDefined();
    expect(inside.queryByText(/“”/u)).toBeNull();
  });

  test('G9: a merged contact’s conflict leads to the survivor, and says that it is part of it', async () => {
    await showConflicts([conflictOf({ code: 'merged', act: 'delete', kept: [] })]);
    const inside = await card('Already merged');
    expect(inside.getByRole('heading', { name: /Now part of/u })).toBeDefined();
    expect(inside.getByRole('link', { name: 'Jan Kowalski' }).getAttribute('href')).toBe(
      `#/contact/${JAN.id}`,
    );
  });

  test('Z: whose edit a role refused is not said to stand in the way', async () => {
    await showConflicts([conflictOf({ code: 'role' })]);
    const inside = await card('Not permitted');
    expect(inside.queryByText('In the way')).toBeNull();
    expect(inside.queryByText(/^Anna/u)).toBeNull();
    expect(inside.getByRole('link', { name: 'Jan Kowalski' })).toBeDefined();
  });
});

describe('law 5: each way out does what it says', () => {
  const all: [words: string, way: ConflictWay][] = [
    ['Give it to Jan Kowalski', { do: 'attach' }],
    ['Save as “Ola Maj 2”', { do: 'rename', name: 'Ola Maj 2' }],
    ['Merge with Jan Kowalski', { do: 'merge' }],
    ['Use my value', { do: 'mine' }],
    ['Try again', { do: 'retry' }],
    ['Discard', { do: 'discard' }],
  ];

  test.each(all)('%s', async (words, way) => {
    const { user, settled } = await showConflicts([conflictOf({ ways: all.map(([, each]) => each) })]);
    await user.click(await screen.findByRole('button', { name: words }));
    expect(settled).toEqual([['c-name_taken', way]]);
    expect(await screen.findByText(`Settled: ${words}.`)).toBeDefined();
    expect(await screen.findByText('No conflicts')).toBeDefined();
  });

  test('R14: keeping theirs is one of both ways of a field that two people changed', async () => {
    const { user, settled } = await showConflicts([
      conflictOf({ code: 'field_overwritten', ways: [{ do: 'mine' }, DISCARD] }),
    ]);
    await user.click(await screen.findByRole('button', { name: 'Keep their value' }));
    expect(settled).toEqual([['c-field_overwritten', DISCARD]]);
  });

  test('everything that was typed can be copied, whatever becomes of it', async () => {
    const kept = [
      { label: 'name', value: 'Ola Maj' },
      { label: 'country', value: 'PL' },
      { label: 'note', value: 'Called twice' },
    ];
    const { user } = await showConflicts([conflictOf({ kept })]);
    await user.click(await screen.findByRole('button', { name: /^Copy: What you had/u }));
    await waitFor(async () =>
      expect(await navigator.clipboard.readText()).toBe('Name: Ola Maj\nCountry: Poland\nNote: Called twice'),
    );
  });

  test('law 4: one that is refused in turn says why, and keeps all there is', async () => {
    const refused = async () => {
      throw new ProblemError({ reason: 'name_taken', contact: JAN });
    };
    const ways: ConflictWay[] = [{ do: 'rename', name: 'Ola Maj 2' }, DISCARD];
    const { user } = await showConflicts([conflictOf({ ways })], { settleConflict: refused });
    await user.click(await screen.findByRole('button', { name: 'Save as “Ola Maj 2”' }));
    const inside = await card('The name is taken');
    await waitFor(() => expect(inside.getByRole('alert').textContent).toContain('Jan Kowalski'));
    expect(waysIn(inside)).toHaveLength(3);
  });
});
