const PICTURE = /\p{Extended_Pictographic}/u;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** One or two letters that stand for a person: the first of the first and of the last word; an emoji alone counts as one. */
export function initials(name: string): string {
  const words = name
    .split(/[\s.,_@()/·-]+/u)
    .filter((word) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word));
  const first = letter(words[0]);
  const last = words.length > 1 ? letter(words.at(-1)) : '';
  // Two pictures side by side are wider than any avatar.
  if (PICTURE.test(first) || PICTURE.test(last))
    return PICTURE.test(first) ? first : first.toLocaleUpperCase() || last;
  return `${first}${last}`.toLocaleUpperCase() || '?';
}

function letter(word: string | undefined): string {
  if (word === undefined) return '';
  for (const { segment } of graphemes.segment(word))
    if (/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(segment)) return segment;
  return '';
}
