import { nameKey } from '#lib/model/text.ts';
import type { BookDb } from './db.ts';
import { guardStorage } from './refusal.ts';

/** Who has each of these names, by `nameKey`; a free one has no entry. */
export async function contactIdsByNames(db: BookDb, names: readonly string[]): Promise<Map<string, string>> {
  const keys = [...new Set(names.map(nameKey))];
  const found = await guardStorage(() => db.contacts.where('nameKey').anyOf(keys).toArray());
  return new Map(found.map((row) => [row.nameKey, row.id]));
}
