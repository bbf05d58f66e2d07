import { foldText } from '#lib/model/text.ts';
import { digitsOf } from '#lib/search/pack.ts';
import { readQuery } from '#lib/search/query.ts';

/** A stretch of the original text, in UTF-16 units. */
export type Range = { from: number; to: number };
/** A text as search sees it, and for each of its characters the stretch of the original that it stands for. */
type Folded = { text: string; source: Range[] };

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Which stretches of a shown text a query found, ascending and apart, for marking them. Folding changes lengths
 * (`ß` is found as `ss`, an accent is two characters or one), so a stretch always covers whole characters as they are
 * seen. A number is marked however it is spaced (A37).
 */
export function highlight(text: string, query: string): Range[] {
  const words = readQuery(query).flat();
  if (words.length === 0 || text === '') return [];
  const folded = fold(text);
  const digits = onlyDigits(folded);
  const found = words.flatMap((word) => [
    ...places(folded, word),
    ...(word === digitsOf(word) && word.length >= 3 ? places(digits, word) : []),
  ]);
  return joined(found);
}

/** Folds character by character, so that the way back is known. */
function fold(text: string): Folded {
  const folded: Folded = { text: '', source: [] };
  for (const { segment, index } of graphemes.segment(text)) {
    const letters = /^\s+$/u.test(segment) ? ' ' : foldText(segment);
    folded.text += letters;
    for (let i = 0; i < letters.length; i++) folded.source.push({ from: index, to: index + segment.length });
  }
  return folded;
}

function onlyDigits({ text, source }: Folded): Folded {
  const kept = source.filter((_, i) => /\d/u.test(text.charAt(i)));
  return { text: digitsOf(text), source: kept };
}

function places({ text, source }: Folded, word: string): Range[] {
  const found: Range[] = [];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
    const [first, last] = [source[at], source[at + word.length - 1]];
    if (first && last) found.push({ from: first.from, to: last.to });
  }
  return found;
}

function joined(ranges: Range[]): Range[] {
  const apart: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else apart.push({ ...range });
  }
  return apart;
}
