import { useQuery } from '@tanstack/react-query';
import type { AttributeOrder } from '#lib/model/attribute-order.ts';
import type { AttributeDraft } from '#lib/messages/definitions.ts';
import { useBook, useWrite } from '#components/use-book.ts';

/** The team's own attributes in the team's order, those switched off among them. */
export function useAttributes() {
  const book = useBook();
  return useQuery({ queryKey: ['book', 'attributes'], queryFn: () => book.attributes() });
}

/** The team's order of all attributes (D8 to D11); `inTeamOrder` of the model applies it. */
export function useAttributeOrder() {
  const book = useBook();
  return useQuery({ queryKey: ['book', 'attribute-order'], queryFn: () => book.attributeOrder() });
}

/** What a tag, an organisation or an attribute is used by, for whoever is about to delete it; not asked while `id` is null. */
export function useUsedBy(kind: 'tag' | 'organisation' | 'attribute', id: string | null) {
  const book = useBook();
  return useQuery({
    queryKey: ['book', 'used-by', kind, id],
    queryFn: () => book.usedBy(kind, id ?? ''),
    enabled: id !== null,
  });
}

/** How many contacts have each value of an attribute, by value. */
export function useValueCounts(attribute: string) {
  const book = useBook();
  return useQuery({
    queryKey: ['book', 'value-counts', attribute],
    queryFn: () => book.valueCounts(attribute),
  });
}

export const usePutAttribute = () =>
  useWrite((book, { id, ...attribute }: AttributeDraft & { id?: string }) =>
    book.putAttribute(attribute, id),
  );
export const useDeleteAttribute = () => useWrite((book, id: string) => book.deleteAttribute(id));
export const usePutAttributeOrder = () =>
  useWrite((book, order: AttributeOrder) => book.putAttributeOrder(order));
