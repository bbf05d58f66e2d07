import type { FieldSet } from '#lib/model/field.ts';
import { members } from '#lib/model/field.ts';
import { choicesBetween, mergePreview } from '#lib/model/merge-values.ts';
import type { ContactView } from '#lib/messages/book.ts';
import type { MergeChoices } from '#lib/messages/past.ts';

/** What was picked: the id of the contact that stays, and of whose value is taken for the name and for a field. */
export type Picks = { stays: string; values: Readonly<Record<string, string>> };

/** A merge as it was picked so far: what would be asked of the book, and what would come of it (G6). */
export type MergePlan = {
  from: ContactView;
  into: ContactView;
  /** The fields that both have otherwise; `name` first, where they are called otherwise. */
  asked: string[];
  /** Whose value is taken, by key. */
  pickOf: (key: string) => string;
  choices: MergeChoices;
  result: ReturnType<typeof mergePreview>;
};

export function planMerge(pair: readonly [ContactView, ContactView], picks: Picks): MergePlan {
  const [from, into] = picks.stays === pair[0].id ? [pair[1], pair[0]] : [pair[0], pair[1]];
  const fields = choicesBetween(from.fields, into.fields);
  // Whatever stays keeps its own, unless it is said otherwise (X13).
  const pickOf = (key: string) => picks.values[key] ?? into.id;
  const set: FieldSet = {};
  const base: FieldSet = {};
  for (const key of fields)
    if (pickOf(key) === from.id) {
      set[key] = from.fields[key] ?? null;
      base[key] = into.fields[key] ?? null;
    }
  const name = pickOf('name') === from.id ? from.name : into.name;
  return {
    from,
    into,
    asked: [...(from.name === into.name ? [] : ['name']), ...fields],
    pickOf,
    choices: { ...(name === into.name ? {} : { name }), set, base },
    result: mergePreview(from, into, name, set),
  };
}

/** What comes with the contact that is merged: counted for the sentence that says what will happen. */
export function broughtBy({ from, into }: Pick<MergePlan, 'from' | 'into'>) {
  const own = new Set(members(into.fields, 'tag'));
  return {
    senders: from.senders.length,
    notes: from.notes.length,
    tags: members(from.fields, 'tag').filter((tag) => !own.has(tag)).length,
  };
}
