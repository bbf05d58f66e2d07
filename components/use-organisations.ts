import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Organisation, OrganisationDraft } from '#lib/messages/definitions.ts';
import { useBook, useWrite } from '#components/use-book.ts';

/** The workspace's organisations, by name. */
export function useOrganisations() {
  const book = useBook();
  return useQuery({ queryKey: ['book', 'organisations'], queryFn: () => book.organisations() });
}

export function useOrganisationsById(): ReadonlyMap<string, Organisation> {
  const { data } = useOrganisations();
  return useMemo(() => new Map((data ?? []).map((one) => [one.id, one])), [data]);
}

/** What the domain of an address suggests (E31); not asked without an address. */
export function useSuggestedOrganisation(address: string | null) {
  const book = useBook();
  return useQuery({
    queryKey: ['book', 'suggested-organisation', address],
    queryFn: () => book.suggestOrganisation(address ?? ''),
    enabled: address !== null && address !== '',
  });
}

export const usePutOrganisation = () =>
  useWrite((book, { id, ...organisation }: OrganisationDraft & { id?: string }) =>
    book.putOrganisation(organisation, id),
  );
/** Answers with the id of the job that takes it off its members. */
export const useDeleteOrganisation = () => useWrite((book, id: string) => book.deleteOrganisation(id));
