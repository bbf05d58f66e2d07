import { textOf } from '#lib/model/field.ts';
import type { BlockedView } from '#lib/messages/definitions.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import { applyChanges } from '#lib/store/apply-changes.ts';
import { rootContact } from '#lib/store/read-merges.ts';
import { hasRecords, recordsOfContacts } from '#lib/store/read-records.ts';
import { unsentRecords } from '#lib/store/read-unsent.ts';
import { NOTE_LIMIT } from './check-draft.ts';
import type { Context } from './context.ts';
import { peopleOf } from './people.ts';
import { refuse } from './problems.ts';
import type { Replica } from './replica.ts';

/**
 * Blocks a contact (B48), with its open tickets closed first (B51). One that is blocked already stays as it was: whoever
 * blocked it first said why.
 */
export async function block(
  { db }: Replica,
  context: Context,
  contactId: string,
  reason: string,
): Promise<void> {
  reasonOrRefuse(reason);
  const { id } = (await rootContact(db, contactId)) ?? refuse('contact_gone');
  const changes = blockChanges(id, reason, context.newId(), {
    blocks: (await recordsOfContacts(db, [id], 'block')).get(id) ?? [],
    tickets: (await recordsOfContacts(db, [id], 'ticket')).get(id) ?? [],
  });
  await applyChanges(db, changes, context.now());
}

/** Takes back every block of a contact: colleagues may have blocked it at once (B55). */
export async function unblock({ db }: Replica, context: Context, contactId: string): Promise<void> {
  const contact = await rootContact(db, contactId);
  if (!contact) return;
  const blocks = (await recordsOfContacts(db, [contact.id], 'block')).get(contact.id) ?? [];
  await applyChanges(db, unblockChanges(blocks), context.now());
}

/** @throws note_too_long */
export function reasonOrRefuse(reason: string): void {
  if (reason.length > NOTE_LIMIT) refuse('note_too_long');
}

export function blockChanges(
  contactId: string,
  reason: string,
  id: string,
  { blocks, tickets }: { blocks: readonly RecordRow[]; tickets: readonly RecordRow[] },
): NewChange[] {
  if (blocks.length > 0) return [];
  const set = { reason: { value: reason.trim(), origin: 'typed' as const } };
  return [
    ...tickets.flatMap(closeTicket),
    { name: 'record.put', args: { kind: 'block', id, contactId, set, base: {} } },
  ];
}

export function unblockChanges(blocks: readonly RecordRow[]): NewChange[] {
  return blocks.map(({ id }) => ({ name: 'record.delete', args: { kind: 'block', id } }));
}

function closeTicket({ id, contactId, fields }: RecordRow): NewChange[] {
  const state = fields['state'] ?? null;
  if (state?.value !== 'open') return [];
  const set = { state: { value: 'closed', origin: 'typed' as const } };
  return [{ name: 'record.put', args: { kind: 'ticket', id, contactId, set, base: { state } } }];
}

/** The block that counts of each of these contacts; one that is not blocked has no entry. */
export async function blockedOf(
  { db }: Replica,
  contactIds: readonly string[],
): Promise<Map<string, BlockedView>> {
  // Mostly nobody is, and a list asks for each of its windows.
  if (contactIds.length === 0 || !(await hasRecords(db, 'block'))) return new Map();
  return viewBlocks(db, await recordsOfContacts(db, contactIds, 'block'));
}

/** The first of the blocks of each contact, as it is shown. */
export async function viewBlocks(
  db: Replica['db'],
  blocks: ReadonlyMap<string, readonly RecordRow[]>,
): Promise<Map<string, BlockedView>> {
  const first = [...blocks].flatMap(([contactId, [row]]) => (row ? [{ contactId, row }] : []));
  const [people, unsent] = await Promise.all([
    peopleOf(db),
    unsentRecords(
      db,
      'block',
      first.map(({ row }) => row.id),
    ),
  ]);
  return new Map(
    first.map(({ contactId, row: { id, createdAt: at, createdBy, fields } }) => [
      contactId,
      {
        at,
        userName: people.get(createdBy) ?? null,
        reason: textOf(fields, 'reason'),
        unsent: unsent.has(id),
      },
    ]),
  );
}
