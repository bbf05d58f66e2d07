import { FACT_UNIT, PART_UNIT, unitAt } from '#lib/search/block.ts';
import { PART } from '#lib/search/pack.ts';

/** How well a word fits a line, best first; names before all else, for that is what people look for. */
const EXACT = 0;
export const NAME_BEGINS = 1;
const NAME_WORD_BEGINS = 2;
const PART_BEGINS = 3;
const IN_NAME = 4;
const ELSEWHERE = 5;

const [LETTER_A, LETTER_Z, DIGIT_0, DIGIT_9] = [
  unitAt('a', 0),
  unitAt('z', 0),
  unitAt('0', 0),
  unitAt('9', 0),
];
const ASCII_END = 0x80;

/**
 * How well a folded word fits a packed line: 0 is best; Infinity where it is not in it.
 * A whole sender, typed in full, counts as much as a whole name.
 */
export function scoreOf(line: string, nameLength: number, word: string): number {
  const place = line.indexOf(word);
  if (place === -1) return Infinity;
  const first = scoreAt(line, 0, nameLength, place, word.length);
  if (first <= NAME_WORD_BEGINS) return first;
  const inName = line.indexOf(` ${word}`);
  if (inName !== -1 && inName < nameLength) return NAME_WORD_BEGINS;
  const part = line.indexOf(PART + word);
  return part === -1 ? first : Math.min(first, scoreAt(line, 0, nameLength, part + 1, word.length));
}

/**
 * The same from the word's first place alone: what a search that finds thousands can afford.
 * @param text holds the line from `start`, its name up to `nameEnd`
 */
export function scoreAt(text: string, start: number, nameEnd: number, place: number, length: number): number {
  if (place === start) return place + length === nameEnd ? EXACT : NAME_BEGINS;
  const before = unitAt(text, place - 1);
  if (place < nameEnd) return isBetween(before) ? NAME_WORD_BEGINS : IN_NAME;
  if (before !== PART_UNIT) return ELSEWHERE;
  const end = unitAt(text, place + length);
  return end === PART_UNIT || end === FACT_UNIT ? EXACT : PART_BEGINS;
}

/** Whether a word that stands here in a line may score `NAME_BEGINS` or better: a look at two numbers. */
export function beginsAt(text: string, start: number, place: number): boolean {
  return place === start || unitAt(text, place - 1) === PART_UNIT;
}

/** Whether a word begins behind this character; letters beyond ASCII begin none. */
function isBetween(unit: number): boolean {
  const isWord = (unit >= LETTER_A && unit <= LETTER_Z) || (unit >= DIGIT_0 && unit <= DIGIT_9);
  return unit < ASCII_END && !isWord;
}
