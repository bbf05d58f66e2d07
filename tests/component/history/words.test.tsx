import { screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { HistorySection } from '#components/history/history-section.tsx';
import type { HistoryStep } from '#lib/messages/past.ts';
import { prepareBrowser, show } from '../forms/stage.tsx';
import { contactOf } from '../sidebar/stage.tsx';

const step = (more: Partial<HistoryStep>): HistoryStep => ({
  version: 1,
  seq: 1,
  at: '2026-11-20T10:00:00Z',
  userName: 'Anna Nowak',
  device: '',
  act: 'edit',
  values: [],
  mergeId: null,
  ...more,
});

beforeEach(prepareBrowser);

test('G10: what the team made, and what is kept as a key, an id or a code, is told in words', async () => {
  await show(<HistorySection contact={contactOf()} isOpen />, {
    given: {
      status: async () => ({
        contacts: 1,
        unsent: 0,
        conflicts: 0,
        workspace: { name: 'Lampka', role: 'agent', others: 0 },
        sync: { state: 'idle', at: '2026-11-21T00:00:00Z' },
      }),
      merges: async () => [],
      attributes: async () => [
        { id: 'turnover', key: 'custom/turnover', name: 'Turnover', type: 'number', options: [], isOn: true },
        { id: 'news', key: 'custom/news', name: 'Newsletter', type: 'checkbox', options: [], isOn: true },
      ],
      tags: async () => [{ id: 'tag-1', name: 'Wholesale', color: 'blue' }],
      members: async () => [
        { id: 'user-1', name: 'Piotr Wilk', email: 'piotr@knotek.example', role: 'agent', isSelf: false },
      ],
      history: async () => ({
        before: null,
        steps: [
          step({
            values: [
              { label: 'jobTitle', value: 'Buyer' },
              { label: 'custom/turnover', value: '1234567.5' },
              { label: 'custom/news', value: 'true' },
              { label: 'custom/gone', value: 'Silver' },
              { label: 'tag', value: 'tag-1' },
              { label: 'assignee', value: 'user-1' },
              { label: 'lastSeen', value: '2024-03-12T10:00:00.000Z' },
              { label: 'order', value: '10482' },
            ],
          }),
          step({
            version: 0,
            act: 'block',
            values: [
              { label: 'reason', value: 'Spam' },
              { label: 'machine', value: 'a1b2' },
            ],
          }),
        ],
      }),
    },
  });
  const sitting = await screen.findByRole('article');
  const told = () => [...(sitting.querySelectorAll('dl > div') ?? [])].map((row) => row.textContent);
  await waitFor(() =>
    expect(told()).toEqual([
      'Job titleBuyer',
      'Turnover1,234,567.5',
      'NewsletterYes',
      'Deleted attributeSilver',
      'TagsWholesale',
      'Assigned toPiotr Wilk',
      'Last seen12 Mar 2024',
      'Orders10482',
      'WhySpam',
    ]),
  );
  expect(sitting.textContent).toContain('Contact blocked');
});
