import { textOf } from '#lib/model/field.ts';
import { mayMake } from '#lib/model/role.ts';
import { heldVersion, taughtVersions } from '#lib/model/taught.ts';
import type { TaughtSite, TaughtSites } from '#lib/messages/teaching.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import { recordsOfKind } from '#lib/store/read-contacts.ts';
import { originOf, readTaught } from '#lib/teach/taught-recipe.ts';
import { settingRow } from './auto-create.ts';
import { peopleOf } from './people.ts';
import type { Session } from './session.ts';
import { whoIs, type Who } from './who-is.ts';

/** What was taught in the workspace (R15), by name. */
export async function taughtSites(session: Session): Promise<TaughtSites> {
  const { db } = session.replica;
  const [rows, facts, people] = await Promise.all([
    recordsOfKind(db, 'recipe'),
    factsOf(session),
    peopleOf(db),
  ]);
  const sites = rows.map((row) => viewSite(row, facts, people));
  return {
    sites: sites.toSorted((a, b) => a.name.localeCompare(b.name)),
    isReviewing: facts.isReviewing,
    mayReview: mayMake(facts.who, 'record.put', { kind: 'recipe-approval', createdBy: null }),
  };
}

/**
 * What this device reads pages by: its own as it is, and the team's as far as a manager has let it, where the workspace
 * asks for that. The newest first: it was taught because an older one failed.
 */
export async function usedRecipes(session: Session): Promise<{ id: string; text: string }[]> {
  const [rows, facts] = await Promise.all([recordsOfKind(session.replica.db, 'recipe'), factsOf(session)]);
  return rows.toReversed().flatMap((row) => {
    const text = usedText(row, facts);
    return text === null ? [] : [{ id: row.id, text }];
  });
}

type FactsOf = {
  who: Who;
  isReviewing: boolean;
  approvals: Map<string, RecordRow>;
  reports: Map<string, RecordRow>;
};

async function factsOf(session: Session): Promise<FactsOf> {
  const { db } = session.replica;
  const byId = async (kind: string) =>
    new Map((await recordsOfKind(db, kind)).map((row): [string, RecordRow] => [row.id, row]));
  const [who, setting, approvals, reports] = await Promise.all([
    whoIs(session),
    settingRow(session.replica),
    byId('recipe-approval'),
    byId('recipe-report'),
  ]);
  return { who, isReviewing: setting?.fields['reviewRecipes']?.value === true, approvals, reports };
}

function usedText(row: RecordRow, { who, isReviewing, approvals }: FactsOf): string | null {
  if (!isReviewing || row.createdBy === who.userId) return heldVersion(row.fields)?.text ?? null;
  const approval = approvals.get(row.id);
  return approval ? textOf(approval.fields, 'text') || null : null;
}

function viewSite(row: RecordRow, facts: FactsOf, people: Map<string, string>): TaughtSite {
  const { id, fields, createdBy } = row;
  const held = heldVersion(fields);
  const read = readTaught(held?.text ?? '');
  const recipe = 'recipe' in read ? read.recipe : null;
  const [view] = recipe?.views ?? [];
  const approved = Number(facts.approvals.get(id)?.fields['version']?.value ?? 0) || null;
  const isWaiting = facts.isReviewing && approved !== held?.number;
  return {
    id,
    name: textOf(fields, 'name'),
    origin: recipe ? originOf(recipe) : '',
    channel: recipe?.channel ?? 'other',
    reads: (['orders', 'account', 'subject'] as const).filter((what) => view?.[what] !== undefined),
    author: people.get(createdBy) ?? null,
    isMine: createdBy === facts.who.userId,
    mayEdit: mayMake(facts.who, 'record.put', row),
    version: held?.number ?? 0,
    versions: taughtVersions(fields)
      .toReversed()
      .map(({ number, at, by, from }) => ({ number, at, author: people.get(by) ?? null, from })),
    state: 'refused' in read ? read.refused : isWaiting ? 'waiting' : 'read',
    approved,
    lost: lostOf(facts.reports.get(id), held?.number, people),
  };
}

/** Only of the version that holds: a new one is yet to be tried. */
function lostOf(
  report: RecordRow | undefined,
  version: number | undefined,
  people: Map<string, string>,
): TaughtSite['lost'] {
  const at = report ? textOf(report.fields, 'lostAt') : '';
  if (!report || at === '' || report.fields['version']?.value !== version) return null;
  return { at, userName: people.get(report.updatedBy) ?? null };
}
