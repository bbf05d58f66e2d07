import { textOf } from '#lib/model/field.ts';
import { TAG_COLORS, TAG_LIMIT, tagColor } from '#lib/model/tag.ts';
import type { Tag, TagDraft } from '#lib/messages/definitions.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import { applyChanges } from '#lib/store/apply-changes.ts';
import { recordsOfKind } from '#lib/store/read-contacts.ts';
import type { Context } from './context.ts';
import { putChange } from './put-record.ts';
import { byName, definitionName, placeFor } from './read-definitions.ts';
import type { Replica } from './replica.ts';

/** The workspace's tags, by name. */
export async function tags({ db }: Replica): Promise<Tag[]> {
  return byName((await recordsOfKind(db, 'tag')).map(viewTag));
}

/**
 * Makes a tag, or edits the one with `id`; making one that is there already gives that one (B44). A new one without a
 * colour gets the one that is used least.
 */
export async function putTag(replica: Replica, context: Context, draft: TagDraft, id?: string): Promise<Tag> {
  const name = definitionName(draft.name, TAG_LIMIT);
  const { before, taken } = await placeFor(replica, 'tag', name, id);
  if (taken && !before) return viewTag(taken);
  const color = draft.color ?? (before ? viewTag(before).color : await leastUsedColor(replica));
  const tag = { id: before?.id ?? context.newId(), name, color };
  const change = putChange('tag', tag.id, { name, color }, before?.fields);
  await applyChanges(replica.db, change ? [change] : [], context.now());
  return tag;
}

function viewTag({ id, fields }: RecordRow): Tag {
  return { id, name: textOf(fields, 'name'), color: tagColor(textOf(fields, 'color')) };
}

async function leastUsedColor(replica: Replica): Promise<Tag['color']> {
  const used = Map.groupBy(await tags(replica), ({ color }) => color);
  const colors = TAG_COLORS.filter((color) => color !== 'grey');
  const [least] = colors.toSorted((a, b) => (used.get(a)?.length ?? 0) - (used.get(b)?.length ?? 0));
  return least ?? 'grey';
}
