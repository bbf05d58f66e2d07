const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** One or two letters that stand for a person: the first of the first and of the last word; an emoji alone counts as one. */
export function initials(name: string): string {
  const words = name
    .split(/[\s.,_@()/·-]+/u)
    .filter((word) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word));
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return `${letter(first)}${letter(last)}`.toLocaleUpperCase() || '?';
}

function letter(word: string | undefined): string {
  if (word === undefined) return '';
  for (const { segment } of graphemes.segment(word))
    if (/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(segment)) return segment;
  return '';
}
