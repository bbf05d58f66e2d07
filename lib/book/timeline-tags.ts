import { members } from '#lib/model/field.ts';
import type { HistoryPlace } from '#lib/messages/past.ts';
import type { TimelineEntry } from '#lib/messages/dealings.ts';
import type { HistoryPage } from '#lib/protocol/history.ts';
import type { StoredContact } from '#lib/store/db.ts';
import { readChange } from './describe-change.ts';
import type { Session } from './session.ts';

/** Steps asked for at once, how often for one part of a timeline, and milliseconds until it is shown without them. */
const [STEPS, ROUNDS, PATIENCE] = [100, 3, 4000];

/** The time that a part of a timeline is of: `after` '' for all that is older than `before`. `trail`: as in its place. */
export type Window = { after: string; before: string | null; trail: HistoryPlace | null };
/** `isOver`: the history has nothing older. */
type Tags = {
  entries: TimelineEntry[];
  trail: HistoryPlace | null;
  isOver: boolean;
  state: 'told' | 'unreachable';
};

/** The tags that a contact has, by when it got them: what is known while nobody keeps a history. */
export function stampedTags({ fields }: StoredContact, { after, before }: Window): TimelineEntry[] {
  return members(fields, 'tag').flatMap((tag) => {
    const at = fields[`tag/${tag}`]?.['at'];
    if (typeof at !== 'string' || at < after || (before !== null && at >= before)) return [];
    const nobody = { by: null, mine: true, unsent: false };
    return [{ id: `tag/${tag}`, at, ...nobody, kind: 'tags' as const, added: [tag], removed: [] }];
  });
}

/** Changes of tags, and senders that were taken off (B16), from the server's history of the contact; what it cannot be asked for is left out and said to be. */
export async function tagTrail(session: Session, contactId: string, window: Window): Promise<Tags> {
  const { api, membership } = session;
  let { trail } = window;
  if (!api || !membership || session.offlineSince() !== null)
    return { entries: [], trail, isOver: true, state: 'unreachable' };
  const entries: TimelineEntry[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const signal = AbortSignal.timeout(PATIENCE);
      const part = { before: trail, limit: STEPS, only: 'timeline' as const };
      const page = await api.history(membership.workspace.id, contactId, part, signal);
      const inTime = page.entries.filter(({ at }) => at >= window.after);
      entries.push(...inTime.flatMap((step) => entryOf(step)));
      const last = inTime.at(-1);
      if (last) trail = { version: last.version, seq: last.seq };
      if (!page.more) return { entries, trail, isOver: true, state: 'told' };
      if (inTime.length < page.entries.length) break;
    }
    return { entries, trail, isOver: false, state: 'told' };
  } catch {
    return { entries, trail, isOver: true, state: 'unreachable' };
  }
}

function entryOf(step: HistoryPage['entries'][number]): TimelineEntry[] {
  const change = readChange(step.op);
  const { at, userName: by, version, seq } = step;
  const done = { at, by, mine: false, unsent: false };
  if (change?.name === 'sender.detach') {
    const { channel, key: value } = change.args;
    return [{ id: `gone/${version}.${seq}`, ...done, kind: 'sender', channel, value, isGone: true }];
  }
  if (change?.name !== 'contact.patch') return [];
  const tags = Object.entries(change.args.set).filter(([key]) => key.startsWith('tag/'));
  if (tags.length === 0) return [];
  const ids = (isIn: boolean) =>
    tags.filter(([, value]) => (value !== null) === isIn).map(([key]) => key.slice('tag/'.length));
  return [{ id: `tags/${version}.${seq}`, ...done, kind: 'tags', added: ids(true), removed: ids(false) }];
}
