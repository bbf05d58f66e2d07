import { FACT, PART } from '#lib/search/pack.ts';

/** How well a word fits a line, best first; names before all else, for that is what people look for. */
const EXACT = 0;
const NAME_BEGINS = 1;
const NAME_WORD_BEGINS = 2;
const PART_BEGINS = 3;
const IN_NAME = 4;
const ELSEWHERE = 5;

/**
 * How well a folded word fits a packed line: 0 is best; Infinity where it is not in it.
 * A whole sender, typed in full, counts as much as a whole name.
 */
export function scoreOf(line: string, nameLength: number, word: string): number {
  const place = line.indexOf(word);
  if (place === -1) return Infinity;
  if (place === 0) return nameLength === word.length ? EXACT : NAME_BEGINS;
  const inName = place < nameLength;
  const best = inName ? inNameScore(line, nameLength, word, place) : ELSEWHERE;
  return best <= NAME_WORD_BEGINS ? best : Math.min(best, partScore(line, word, place));
}

function inNameScore(line: string, nameLength: number, word: string, place: number): number {
  if (!isLetter(line, place - 1)) return NAME_WORD_BEGINS;
  const next = line.indexOf(` ${word}`, place);
  return next !== -1 && next < nameLength ? NAME_WORD_BEGINS : IN_NAME;
}

function partScore(line: string, word: string, from: number): number {
  const begins = line.indexOf(PART + word, from - 1);
  if (begins === -1) return ELSEWHERE;
  const end = line[begins + 1 + word.length];
  return end === PART || end === FACT ? EXACT : PART_BEGINS;
}

function isLetter(line: string, place: number): boolean {
  return /[\p{L}\p{N}\p{M}]/u.test(line.charAt(place));
}
