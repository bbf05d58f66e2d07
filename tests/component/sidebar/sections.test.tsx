import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { sectionOrder } from '#lib/settings/settings.ts';
import { button, showContact } from './contact-stage.ts';

const SECTIONS = ['Senders', 'Details', 'Notes', 'Tags'];
const shown = () =>
  screen
    .getAllByRole('heading', { level: 2 })
    .map(({ textContent }) => textContent ?? '')
    .filter((words) => SECTIONS.includes(words));

test('G4: Alt and an arrow on its handle move a section, the focus goes with it, and where it went is said', async () => {
  showContact();
  const handle = await button('Move Tags');
  expect(shown()).toEqual(SECTIONS);
  handle.focus();
  await userEvent.keyboard('{Alt>}{ArrowUp}{ArrowUp}{/Alt}');
  await waitFor(() => expect(shown()).toEqual(['Senders', 'Tags', 'Details', 'Notes']));
  expect(document.activeElement).toBe(await button('Move Tags'));
  expect(screen.getByText('Tags is now number 2 of 4')).toBeTruthy();
  expect(await sectionOrder.getValue()).toEqual(['senders', 'tags', 'details', 'notes']);
});

test('G4: every contact is shown in the order the agent gave, and what that does not name comes last', async () => {
  await sectionOrder.setValue(['tags', 'gone', 'details']);
  showContact();
  await waitFor(() => expect(shown()).toEqual(['Tags', 'Details', 'Senders', 'Notes']));
});
