import type { Role } from '#lib/model/role.ts';

/** The most contacts whose tags an agent may change at once, or export (X6, B66). Managers and owners have no limit. */
export const AGENT_BULK_LIMIT = 100;

/** The most contacts that a bulk change of tags or an export by this role may be about; null where there is no limit. */
export function bulkLimit(role: Role): number | null {
  return role === 'agent' ? AGENT_BULK_LIMIT : null;
}
