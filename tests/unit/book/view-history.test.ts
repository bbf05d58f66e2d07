import { expect, test } from 'vitest';
import { viewHistory } from '#lib/book/view-history.ts';
import type { Session } from '#lib/book/session.ts';

const ID = '0b7e4c1a-5d2f-4a68-9c3b-1f2e3d4c5b6a';
const typed = (value: string | number | boolean) => ({ value, origin: 'typed' as const });

/** What the history tells of these changes. */
async function told(...ops: { name: string; args: unknown }[]) {
  const entries = ops.map((op, n) => ({
    version: ops.length - n,
    seq: 1,
    at: '2026-11-20T10:00:00Z',
    userName: 'Anna Nowak',
    device: '',
    op,
  }));
  const session = {
    api: { history: async () => ({ entries, more: false }) },
    membership: { workspace: { id: 'w' } },
  } as unknown as Session;
  const { steps } = await viewHistory(session, ID);
  return steps.map(({ act, values }) => ({ act, values }));
}

const put = (kind: string, set: object, base: object = {}) => ({
  name: 'record.put',
  args: { kind, id: ID, contactId: ID, set, base },
});

test('G10: a team’s own attribute is named by its key, a member of a set by itself, an order by its number', async () => {
  const set = {
    'custom/turnover': typed(12.5),
    'custom/news': typed(true),
    'tag/vip': typed(true),
    'order/10482': typed('https://mail.example/10482'),
  };
  expect(await told({ name: 'contact.patch', args: { id: ID, set, base: {} } })).toEqual([
    {
      act: 'edit',
      values: [
        { label: 'custom/turnover', value: '12.5' },
        { label: 'custom/news', value: 'true' },
        { label: 'tag', value: 'vip' },
        { label: 'order', value: '10482' },
      ],
    },
  ]);
});

test('G10: what was done beside a contact is said by an act of its own', async () => {
  const state = typed('open');
  const steps = await told(
    put('block', { reason: typed('Spam') }),
    { name: 'record.delete', args: { kind: 'block', id: ID } },
    put('ticket', { subject: typed('Lamp'), text: typed('Dear'), way: typed('mail') }),
    put('ticket', { state: typed('closed') }, { state }),
    put('picture', { data: typed('data:image/png;base64,AAAA') }),
  );
  expect(steps.map(({ act }) => act)).toEqual(['block', 'unblock', 'ticket_add', 'ticket_edit', 'picture']);
  expect(steps[3]?.values).toEqual([{ label: 'state', value: 'closed', was: 'open' }]);
});
