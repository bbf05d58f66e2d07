import type { EventInput, EventResult } from '#lib/protocol/public-event.ts';
import type { ItemProblem } from '#lib/protocol/public-problem.ts';
import { openDesk, type Desk, type Held } from '#server/api/public/desk.ts';
import { readGroups } from '#server/api/public/groups.ts';
import type { KeyCaller } from '#server/api/public/keys.ts';
import { readInput } from '#server/api/public/senders.ts';
import { planTimeline, type Line } from '#server/api/public/timeline.ts';
import { refusedByRules } from '#server/api/public/write-contacts.ts';
import { write, type Once, type Scope, type Written } from '#server/api/public/write.ts';
import { noticeId } from '#server/apply/conflict.ts';
import type { Server } from '#server/server.ts';
import { inParts } from '#server/sync/parts.ts';

/** The id of an event's record: the same for the same event in the same workspace, whoever posts it and when. */
export const eventRecordId = (workspace: string, id: string): string => noticeId('event', workspace, id);

/**
 * Puts events on timelines, each exactly once by its id, and counts them into the attributes of their contacts (Y, rows
 * 16 to 27) in the same transaction. One whose contact is unknown is refused, and holds up nothing.
 */
export function postEvents(
  server: Server,
  key: KeyCaller,
  once: Once | null,
  events: readonly EventInput[],
): Promise<Written> {
  return write(server, key, once, async (scope, refused) => {
    const senders = events.flatMap(({ sender }) => (sender ? [readInput(sender)] : []));
    const ids = events.flatMap(({ contactId }) => contactId ?? []);
    const wanted = { senders: senders.filter((one) => 'key' in one), ids, names: [] };
    const desk = await openDesk(scope, wanted);
    const owners = await ownersById(scope, desk, ids);
    const known = await knownEvents(scope, events);
    const lines: Line[] = [];
    const results = events.map((event, item) => {
      const code = refused.get(item);
      if (code !== undefined) return refusal(refusedByRules(code));
      const eventId = eventRecordId(scope.workspace, event.id);
      if (known.has(eventId)) return { status: 'known', eventId } satisfies EventResult;
      const holder = holderOf(desk, owners, event);
      if ('code' in holder) return refusal(holder);
      known.add(eventId);
      lines.push({ item, eventId, holder, event });
      return { status: 'added', eventId } satisfies EventResult;
    });
    return { changes: planTimeline(lines), answer: { status: 200, body: { results } } };
  });
}

const refusal = (problem: ItemProblem) => ({ status: 'refused' as const, problem });

/** Living contacts by the ids that events name, which may be of merged ones. */
async function ownersById(scope: Scope, desk: Desk, ids: readonly string[]): Promise<Map<string, Held>> {
  const groups = await readGroups(scope.trx, scope.workspace, ids);
  return new Map(
    ids.flatMap((id) => {
      const root = groups.root(id);
      const held = root && desk.contact(root.id);
      return held ? [[id, held] as const] : [];
    }),
  );
}

async function knownEvents(scope: Scope, events: readonly EventInput[]): Promise<Set<string>> {
  const known = new Set<string>();
  for (const part of inParts(events.map(({ id }) => eventRecordId(scope.workspace, id)))) {
    const rows = await scope.trx
      .selectFrom('record')
      .select('id')
      .where('workspace_id', '=', scope.workspace)
      .where('kind', '=', 'event')
      .where('id', 'in', part)
      .execute();
    for (const { id } of rows) known.add(id);
  }
  return known;
}

function holderOf(desk: Desk, owners: Map<string, Held>, event: EventInput): Held | ItemProblem {
  const unknown = {
    code: 'unknown_contact' as const,
    detail: 'No contact has this id or sender: make it first.',
  };
  if (event.contactId !== undefined) return owners.get(event.contactId) ?? unknown;
  const sender = event.sender ? readInput(event.sender) : { why: '' };
  if ('key' in sender) return desk.holderOf(sender) ?? unknown;
  const errors = [{ pointer: '/sender/value', detail: sender.why }];
  return { code: 'invalid', detail: 'The sender cannot be read.', errors };
}
