import type * as z from 'zod/mini';
import type { role } from '#lib/model/role-schema.ts';

// The shapes that `role-schema.ts` checks; it stands apart, so that what only shows them carries no schema library.
export type Role = z.infer<typeof role>;

export type Action =
  | 'delete-contact'
  | 'detach-sender'
  | 'see-merge-history'
  | 'edit-notes-of-others'
  | 'administer'
  | 'invite';

const LEAST: Record<Action, readonly Role[]> = {
  'detach-sender': ['owner', 'manager', 'restricted-manager'],
  'see-merge-history': ['owner', 'manager', 'restricted-manager'],
  'edit-notes-of-others': ['owner', 'manager', 'restricted-manager'],
  'delete-contact': ['owner', 'manager'],
  administer: ['owner', 'manager'],
  invite: ['owner', 'manager'],
};

/** Whether a role may do what is not everybody's to do (features.md, section Z). */
export function may(who: Role, action: Action): boolean {
  return LEAST[action].includes(who);
}

/** Who may make a change: whoever may do an action; with `author`, also whoever made the record. */
type Rule = 'nobody' | Action | { author: Action };

/** Changes that are not everybody's; those of records by their kind. What is not named here is everybody's. */
const CHANGES: Readonly<Record<string, Rule>> = {
  'contact.delete': 'delete-contact',
  'sender.detach': 'detach-sender',
  'contact.unmerge': { author: 'see-merge-history' },
};
const RECORDS: Readonly<Record<string, Rule>> = {
  attribute: 'administer',
  'attribute-order': 'administer',
  retention: 'administer',
  setting: 'administer',
  note: { author: 'edit-notes-of-others' },
  recipe: { author: 'administer' },
  'recipe-approval': 'administer',
  merge: 'nobody',
  deletion: 'nobody',
};

/** What is known of the record that a change is about: its kind, and who made it; null where it is yet to be made. */
export type RecordAbout = { kind: string; createdBy: string | null };

/**
 * Whether somebody may make a change: the same answer on server and client (features.md, section Z). Kinds of record
 * that a newer version adds are everybody's.
 * @param about for `record.put`, `record.delete`: the record; for `contact.unmerge`: the merge's record
 */
export function mayMake(who: { userId: string; role: Role }, change: string, about?: RecordAbout): boolean {
  const rule = change.startsWith('record.') ? ruleOf(RECORDS, about?.kind) : ruleOf(CHANGES, change);
  if (rule === undefined) return true;
  if (rule === 'nobody') return false;
  if (typeof rule === 'string') return may(who.role, rule);
  const own = !about || about.createdBy === null || about.createdBy === who.userId;
  return own || may(who.role, rule.author);
}

function ruleOf(rules: Readonly<Record<string, Rule>>, name: string | undefined): Rule | undefined {
  return name !== undefined && Object.hasOwn(rules, name) ? rules[name] : undefined;
}
