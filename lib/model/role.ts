import { z } from 'zod';

/** A member's role in a workspace (X14). A restricted manager may not delete contacts nor administer (Z). */
export const role = z.enum(['owner', 'manager', 'restricted-manager', 'agent']);
export type Role = z.infer<typeof role>;

export type Action = 'delete-contact' | 'detach-sender' | 'see-merge-history' | 'administer' | 'invite';

const LEAST: Record<Action, readonly Role[]> = {
  'detach-sender': ['owner', 'manager', 'restricted-manager'],
  'see-merge-history': ['owner', 'manager', 'restricted-manager'],
  'delete-contact': ['owner', 'manager'],
  administer: ['owner', 'manager'],
  invite: ['owner', 'manager'],
};

/** Whether a role may do what is not everybody's to do (features.md, section Z). */
export function may(who: Role, action: Action): boolean {
  return LEAST[action].includes(who);
}
