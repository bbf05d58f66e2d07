import { useStatus } from '#components/use-book.ts';
import type { Role } from '#lib/model/role.ts';

/** Who works alone owns their own workspace (X4); while it is not known who works here, nobody may more than all may (Z). */
export function useRole(): Role {
  const { data: status } = useStatus();
  return status ? (status.workspace?.role ?? 'owner') : 'agent';
}
