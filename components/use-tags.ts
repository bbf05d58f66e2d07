import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { nearTag, type NearTag } from '#lib/model/tag.ts';
import type { Tag, TagDraft } from '#lib/messages/definitions.ts';
import { useBook, useWrite } from '#components/use-book.ts';

/** The workspace's tags, by name. */
export function useTags() {
  const book = useBook();
  return useQuery({ queryKey: ['book', 'tags'], queryFn: () => book.tags() });
}

/** Tags by id: what a chip shows. A tag that is gone is not there. */
export function useTagsById(): ReadonlyMap<string, Tag> {
  const { data } = useTags();
  return useMemo(() => new Map((data ?? []).map((tag) => [tag.id, tag])), [data]);
}

/** The tag that is meant by a name as it is typed: the same or nearly (B44, B47); null where the name is new. */
export function useNearTag(name: string, except?: string): NearTag<Tag> | null {
  const { data } = useTags();
  return useMemo(() => nearTag(data ?? [], name, except), [data, name, except]);
}

export const usePutTag = () =>
  useWrite((book, { id, ...tag }: TagDraft & { id?: string }) => book.putTag(tag, id));
/** Answers with the id of the job that takes it off its contacts. */
export const useDeleteTag = () => useWrite((book, id: string) => book.deleteTag(id));
/** Answers with the id of the job that moves the contacts. */
export const useMergeTags = () =>
  useWrite((book, { from, into }: { from: string; into: string }) => book.mergeTags(from, into));
