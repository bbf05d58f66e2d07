import { may } from '#lib/model/role.ts';
import type { DeletionSpan, DeletionsPart, HistoryPlace } from '#lib/messages/past.ts';
import { refuse } from './problems.ts';
import type { Session } from './session.ts';
import { roleIn } from './status.ts';

const ENTRIES = 100;
/** Milliseconds somebody waits for the log before they are told that the server does not answer. */
const PATIENCE = 15_000;

/**
 * Which contacts were deleted, newest first (D15, D16): the server's log, which holds hints and no person (X12). Whoever
 * works alone has none.
 * @param span of which time; all of it unless told
 * @throws SyncError; not_permitted to whoever may not administer
 */
export async function deletions(
  session: Pick<Session, 'api' | 'membership' | 'replica'>,
  before: HistoryPlace | null = null,
  span: DeletionSpan = {},
): Promise<DeletionsPart> {
  const { api, membership } = session;
  if (!api || !membership) return { entries: [], before: null };
  if (!may(await roleIn(session), 'administer')) return refuse('not_permitted');
  const part = await api.deletions(
    membership.workspace.id,
    { before, limit: ENTRIES, span },
    AbortSignal.timeout(PATIENCE),
  );
  const entries = part.entries.map(({ version, seq, at, userName, hint }) => ({
    version,
    seq,
    at,
    userName,
    ...hint,
  }));
  const last = entries.at(-1);
  return { entries, before: part.more && last ? { version: last.version, seq: last.seq } : null };
}
