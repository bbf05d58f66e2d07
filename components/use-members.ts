import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Member } from '#lib/messages/definitions.ts';
import { useBook } from '#components/use-book.ts';

/** Who works in the workspace, by name; nobody while working alone. */
export function useMembers() {
  const book = useBook();
  return useQuery({ queryKey: ['book', 'members'], queryFn: () => book.members() });
}

export function useMembersById(): ReadonlyMap<string, Member> {
  const { data } = useMembers();
  return useMemo(() => new Map((data ?? []).map((member) => [member.id, member])), [data]);
}
