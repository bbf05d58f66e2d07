import type { HistoryPart, HistoryPlace, HistoryStep } from '#lib/messages/past.ts';
import type { HistoryPage } from '#lib/protocol/history.ts';
import { actOf, readChange, valuesOf } from './describe-change.ts';
import type { Session } from './session.ts';

/** Steps of one part: a screenful and a half. */
const STEPS = 40;
/** Milliseconds somebody waits for a history before they are told that the server does not answer. */
const PATIENCE = 15_000;

/**
 * What was done to a contact and to all that is merged into it, newest first (G10). No replica keeps it: it is the
 * server's, and whoever works alone has none.
 * @throws SyncError
 */
export async function viewHistory(
  { api, membership }: Pick<Session, 'api' | 'membership'>,
  contactId: string,
  before: HistoryPlace | null = null,
): Promise<HistoryPart> {
  if (!api || !membership) return { steps: [], before: null };
  const part = { before, limit: STEPS };
  const { entries, more } = await api.history(
    membership.workspace.id,
    contactId,
    part,
    AbortSignal.timeout(PATIENCE),
  );
  const steps = entries.map(viewStep);
  const last = steps.at(-1);
  return { steps, before: more && last ? { version: last.version, seq: last.seq } : null };
}

function viewStep({ version, seq, at, userName, device, op }: HistoryPage['entries'][number]): HistoryStep {
  const change = readChange(op);
  const act = actOf(op.name, change);
  return {
    version,
    seq,
    at,
    userName,
    device,
    act,
    values: change ? valuesOf(change) : [],
    mergeId: act === 'merge' || act === 'unmerge' ? idIn(op.args) : null,
  };
}

/** Also of a merge of which only the ids are left. */
function idIn(args: unknown): string | null {
  const id = typeof args === 'object' && args !== null && 'id' in args ? args.id : null;
  return typeof id === 'string' ? id : null;
}
