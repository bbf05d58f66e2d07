import { cleanText } from '#lib/model/text.ts';
import { heldVersion, nextVersion, TAUGHT_NAME, taughtVersions } from '#lib/model/taught.ts';
import { textOf } from '#lib/model/field.ts';
import { mayMake } from '#lib/model/role.ts';
import type { TaughtRef, Teaching } from '#lib/messages/teaching.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import { applyChanges } from '#lib/store/apply-changes.ts';
import { recordById } from '#lib/store/read-contacts.ts';
import { readRecipeFile, writeRecipeFile } from '#lib/teach/recipe-file.ts';
import { originOf, readTaught } from '#lib/teach/taught-recipe.ts';
import { settingRow } from './auto-create.ts';
import { mustAdminister } from './attribute-order.ts';
import type { Context } from './context.ts';
import { refuse } from './problems.ts';
import { putChange } from './put-record.ts';
import type { Replica } from './replica.ts';
import type { Session } from './session.ts';
import { taughtSites, usedRecipes } from './taught-sites.ts';
import { tellLost, tellRead } from './taught-health.ts';
import { whoIs } from './who-is.ts';

type InSession = <T>(work: (session: Session) => Promise<T>) => Promise<T>;
type Write = <T>(work: (replica: Replica, context: Context, session: Session) => Promise<T>) => Promise<T>;

/** What the background asks of the book beside `Teaching`: recipes for pages, and how they fare there. */
export type TaughtRecipes = {
  /** What this device reads pages by: its own, and the team's as far as they may be. */
  usedRecipes(): Promise<{ id: string; text: string }[]>;
  /** Keeps what was taught on a page: another version of `again`, if that may be edited, else a new one. */
  putTaught(taught: { text: string; name: string; again: string | null }): Promise<TaughtRef>;
  /** A page that a taught recipe is for shows nobody any more, or somebody again. */
  tellLost(id: string): Promise<void>;
  tellRead(id: string): Promise<void>;
};

/** The part of the book that `teaching.ts` of the messages declares. */
export function teachingVerbs({
  inSession,
  write,
}: {
  inSession: InSession;
  write: Write;
}): Omit<Teaching, 'teachHere'> & TaughtRecipes {
  const edit = (work: (session: Session, context: Context) => Promise<void>) =>
    write((_, context, session) => work(session, context));
  return {
    taughtSites: () => inSession(taughtSites),
    usedRecipes: () => inSession(usedRecipes),
    importTaught: (text) => write((_, context, session) => importTaught(session, context, text)),
    exportTaught: (id) => inSession((session) => exportTaught(session, id)),
    putTaught: (taught) => write((_, context, session) => putTaught(session, context, taught)),
    revertTaught: (id, version) => edit((session, context) => revert(session, context, id, version)),
    renameTaught: (id, name) => edit((session, context) => rename(session, context, id, name)),
    deleteTaught: (id) => edit((session, context) => remove(session, context, id)),
    approveTaught: (id, version) => edit((session, context) => approve(session, context, id, version)),
    putReviewing: (isOn) => edit((session, context) => putReviewing(session, context, isOn)),
    tellLost: (id) => edit((session, context) => tellLost(session, context, id)),
    tellRead: (id) => edit((session, context) => tellRead(session, context, id)),
  };
}

async function putTaught(
  session: Session,
  context: Context,
  { text, name, again }: { text: string; name: string; again: string | null },
): Promise<TaughtRef> {
  const read = readTaught(text);
  if ('refused' in read) return refuse(read.refused);
  const before = again === null ? undefined : await recordById(session.replica.db, 'recipe', again);
  const { userId, role } = await whoIs(session);
  const isMine = before && mayMake({ userId, role }, 'record.put', before);
  const isSameHost = before && textOf(before.fields, 'origin') === originOf(read.recipe);
  return keep(session, context, isMine && isSameHost ? before : undefined, {
    text,
    name: isMine && isSameHost ? textOf(before.fields, 'name') : name,
    from: null,
  });
}

async function importTaught(session: Session, context: Context, file: string): Promise<TaughtRef> {
  const read = readRecipeFile(file);
  if ('refused' in read) return refuse(read.refused);
  const text = JSON.stringify(read.recipe);
  return keep(session, context, undefined, { text, name: read.name, from: null });
}

async function exportTaught(session: Session, id: string): Promise<string> {
  const row = await rowOf(session, id);
  const read = readTaught(heldVersion(row.fields)?.text ?? '');
  if ('refused' in read) return refuse(read.refused);
  return writeRecipeFile(textOf(row.fields, 'name'), read.recipe);
}

async function keep(
  session: Session,
  context: Context,
  before: RecordRow | undefined,
  { text, name, from }: { text: string; name: string; from: number | null },
): Promise<TaughtRef> {
  const { userId } = await whoIs(session);
  const read = readTaught(text);
  if ('refused' in read) return refuse(read.refused);
  const origin = originOf(read.recipe);
  const called = cleanText(name).slice(0, TAUGHT_NAME) || (URL.parse(origin)?.host ?? origin);
  const version = nextVersion(before?.fields ?? {}, { text, from, by: userId, at: context.now() });
  const id = before?.id ?? context.newId();
  const change = putChange('recipe', id, { name: called, origin, ...version }, before?.fields);
  await applyChanges(session.replica.db, change ? [change] : [], context.now());
  return { id, name: called };
}

async function revert(session: Session, context: Context, id: string, version: number): Promise<void> {
  const row = await editable(session, id);
  const was = taughtVersions(row.fields).find(({ number }) => number === version);
  if (!was) return refuse('definition_gone');
  await keep(session, context, row, { text: was.text, name: textOf(row.fields, 'name'), from: version });
}

async function rename(session: Session, context: Context, id: string, name: string): Promise<void> {
  const row = await editable(session, id);
  const called = cleanText(name).slice(0, TAUGHT_NAME);
  if (called === '') return refuse('name_empty');
  const change = putChange('recipe', id, { name: called }, row.fields);
  await applyChanges(session.replica.db, change ? [change] : [], context.now());
}

async function remove(session: Session, context: Context, id: string): Promise<void> {
  await editable(session, id);
  const doomed = [{ kind: 'recipe', id }];
  for (const kind of ['recipe-report', 'recipe-approval'])
    if (await recordById(session.replica.db, kind, id)) doomed.push({ kind, id });
  const who = await whoIs(session);
  const mine = doomed.filter(({ kind }) => kind !== 'recipe-approval' || mayApprove(who));
  await applyChanges(
    session.replica.db,
    mine.map((args) => ({ name: 'record.delete', args })),
    context.now(),
  );
}

/** What is approved is kept beside the recipe, by those alone who may: a later version cannot pass for it. */
async function approve(session: Session, context: Context, id: string, version: number): Promise<void> {
  if (!mayApprove(await whoIs(session))) return refuse('not_permitted');
  const held = heldVersion((await rowOf(session, id)).fields);
  if (held?.number !== version) return refuse('definition_gone');
  const { db } = session.replica;
  const before = await recordById(db, 'recipe-approval', id);
  const change = putChange('recipe-approval', id, { version, text: held.text }, before?.fields);
  await applyChanges(db, change ? [change] : [], context.now());
}

async function putReviewing(session: Session, context: Context, isOn: boolean): Promise<void> {
  await mustAdminister(session, 'setting');
  const before = await settingRow(session.replica);
  const id = before?.id ?? context.newId();
  const change = putChange('setting', id, { reviewRecipes: isOn }, before?.fields);
  await applyChanges(session.replica.db, change ? [change] : [], context.now());
}

const mayApprove = (who: Parameters<typeof mayMake>[0]) =>
  mayMake(who, 'record.put', { kind: 'recipe-approval', createdBy: null });

async function rowOf({ replica }: Session, id: string): Promise<RecordRow> {
  return (await recordById(replica.db, 'recipe', id)) ?? refuse('definition_gone');
}

async function editable(session: Session, id: string): Promise<RecordRow> {
  const row = await rowOf(session, id);
  return mayMake(await whoIs(session), 'record.put', row) ? row : refuse('not_permitted');
}
