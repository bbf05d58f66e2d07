import type { Kysely } from 'kysely';
import type { Tables } from '#server/db/schema.ts';

/** Milliseconds after which a letter that is being sent counts as left by a process that died over it. */
const LEFT = 5 * 60_000;

export type Claim = 'mine' | 'busy' | { sentAt: string };
type Ticket = { workspace: string; ticket: string; userId: string };

/**
 * Takes a ticket for sending, in one statement: of any number of processes that are asked to send the same one, one does.
 * One whose sending nobody ever heard the end of may be taken again: its letter bears the same message id.
 */
export async function claimLetter(
  db: Kysely<Tables>,
  { workspace, ticket, userId }: Ticket,
  now: Date,
): Promise<Claim> {
  const at = now.toISOString();
  const mine = { user_id: userId, state: 'sending', at };
  const claimed = await db
    .insertInto('letter')
    .values({ workspace_id: workspace, ticket_id: ticket, ...mine })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'ticket_id'])
        .doUpdateSet(mine)
        .where((where) =>
          where.or([
            where('letter.state', '=', 'failed'),
            where.and([
              where('letter.state', '=', 'sending'),
              where('letter.at', '<', new Date(now.getTime() - LEFT).toISOString()),
            ]),
          ]),
        ),
    )
    .returning('state')
    .executeTakeFirst();
  if (claimed) return 'mine';
  const row = await db
    .selectFrom('letter')
    .select(['state', 'at'])
    .where('workspace_id', '=', workspace)
    .where('ticket_id', '=', ticket)
    .executeTakeFirst();
  return row?.state === 'sent' ? { sentAt: row.at } : 'busy';
}

/** Says what became of a letter that was claimed. */
export async function settleLetter(
  db: Kysely<Tables>,
  { workspace, ticket }: Ticket,
  state: 'sent' | 'failed',
  now: Date,
): Promise<string> {
  const at = now.toISOString();
  await db
    .updateTable('letter')
    .set({ state, at })
    .where('workspace_id', '=', workspace)
    .where('ticket_id', '=', ticket)
    .execute();
  return at;
}
