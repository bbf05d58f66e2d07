import { heldVersion } from '#lib/model/taught.ts';
import { textOf } from '#lib/model/field.ts';
import { applyChanges } from '#lib/store/apply-changes.ts';
import { recordById } from '#lib/store/read-contacts.ts';
import type { Context } from './context.ts';
import { putChange } from './put-record.ts';
import type { Session } from './session.ts';

/** Milliseconds in which one recipe's health is written once at most: pages may come and go by the second. */
const PAUSE = 10 * 60_000;
const written = new Map<string, number>();

/**
 * A page that a recipe is for shows nobody by it any more: its author is told wherever they work (R15). Said once for a
 * version, and without anything of the page.
 */
export async function tellLost(session: Session, context: Context, id: string): Promise<void> {
  const { db } = session.replica;
  const [recipe, report] = await Promise.all([
    recordById(db, 'recipe', id),
    recordById(db, 'recipe-report', id),
  ]);
  const version = recipe && heldVersion(recipe.fields)?.number;
  if (version === undefined) return;
  const isTold =
    report && textOf(report.fields, 'lostAt') !== '' && report.fields['version']?.value === version;
  if (isTold || isSoon(`${id}/${version}/lost`, context)) return;
  const change = putChange('recipe-report', id, { version, lostAt: context.now() }, report?.fields);
  await applyChanges(db, change ? [change] : [], context.now());
}

/** It reads again: what was said is taken back. */
export async function tellRead(session: Session, context: Context, id: string): Promise<void> {
  const { db } = session.replica;
  const report = await recordById(db, 'recipe-report', id);
  if (!report || textOf(report.fields, 'lostAt') === '' || isSoon(`${id}/read`, context)) return;
  const change = putChange('recipe-report', id, { lostAt: null }, report.fields);
  await applyChanges(db, change ? [change] : [], context.now());
}

function isSoon(key: string, context: Context): boolean {
  const now = Date.parse(context.now());
  if (now - (written.get(key) ?? -PAUSE) < PAUSE) return true;
  written.set(key, now);
  return false;
}
