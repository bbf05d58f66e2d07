import type { DeletionHint, SenderState } from '#server/apply/batch.ts';

const HIDDEN = '•••';

/**
 * What the log keeps of a deleted contact (X12): enough for whoever knew it, and nothing to find a person by.
 * @param senders its own and those of all that were merged into it; the oldest is hinted at
 */
export function deletionHint(name: string, senders: readonly SenderState[]): DeletionHint {
  const [oldest] = senders
    .filter(({ deleted }) => !deleted)
    .toSorted((a, b) =>
      a.createdAt === b.createdAt ? (a.key < b.key ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1,
    );
  const handle = oldest ? mask(oldest.key) : null;
  return { initials: initialsOf(name), handle, channel: oldest?.channel ?? null };
}

/** "Ana Silva Costa" is "A. S.". */
function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}][^\s]*/gu) ?? [];
  return words
    .slice(0, 2)
    .map((word) => `${firstOf(word).toUpperCase()}.`)
    .join(' ');
}

/** The first letter as a reader sees it, with all that belongs to it. */
function firstOf(word: string): string {
  const [first] = new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(word);
  return first?.segment ?? '';
}

/** An address keeps its first letters and its last part; a number its country's first digits; a login its first letter. */
function mask(key: string): string {
  const at = key.lastIndexOf('@');
  if (at > 0) {
    const domain = key.slice(at + 1);
    const last = domain.includes('.') ? domain.slice(domain.lastIndexOf('.')) : '';
    return `${firstOf(key)}${HIDDEN}@${firstOf(domain)}${HIDDEN}${last}`;
  }
  return key.startsWith('+') ? `${key.slice(0, 3)}${HIDDEN}` : `${firstOf(key)}${HIDDEN}`;
}
