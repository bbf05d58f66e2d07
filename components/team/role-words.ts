import type { WordKey } from '#lib/i18n/words.ts';
import type { Role } from '#lib/model/role.ts';

/** The word of each role. */
export const ROLES: Record<Role, WordKey> = {
  owner: 'team_role_owner',
  manager: 'team_role_manager',
  'restricted-manager': 'team_role_restricted_manager',
  agent: 'team_role_agent',
};
