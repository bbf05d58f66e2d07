import type { Sender } from '#lib/model/sender.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { PullPage } from '#lib/protocol/pull.ts';
import type { ContactRow, Rows, SenderRow } from '#lib/protocol/rows.ts';
import { openWorkspace } from '#lib/store/workspace.ts';

export const AT = '2026-11-21T10:00:00.000Z';
let made = 0;

/** A replica of its own for each test. */
export const freshDb = () => openWorkspace(`test-${(made += 1)}`);

/** A UUID with a number in it. */
export const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const email = (address: string): Sender => ({
  channel: 'email',
  key: address.toLowerCase(),
  value: address,
  details: {},
});

export const create = (id: string, name: string, senders: Sender[] = []): NewChange => ({
  name: 'contact.create',
  args: { id, name, fields: {}, senders },
});

const stamp = { createdAt: AT, createdBy: 'ola', updatedAt: AT, updatedBy: 'ola', deleted: false };
export const contactRow = (id: string, name: string, version: number): ContactRow => ({
  id,
  name,
  fields: {},
  mergedInto: null,
  ...stamp,
  version,
});
export const gone = (id: string, version: number): ContactRow => ({
  ...contactRow(id, '', version),
  deleted: true,
});
export const senderRow = (contactId: string, address: string, version: number): SenderRow => ({
  ...email(address),
  contactId,
  createdAt: AT,
  version,
  deleted: false,
});

/** A page that drains its window; `next` makes it one of several. */
export function page(v: number, rows: Partial<Rows>, more: Partial<PullPage> = {}): PullPage {
  const all = { contact: [], sender: [], record: [], conflict: [], member: [], ...rows };
  const base = { epoch: 'e', head: v, lastChangeId: 0, rows: all };
  return more.next ? { ...base, ...more } : { ...base, cursor: { v, epoch: 'e' }, ...more };
}
