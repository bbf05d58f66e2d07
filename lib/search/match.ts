import { countLines, lineAt, lineOf, type Block } from '#lib/search/block.ts';
import type { Query } from '#lib/search/query.ts';
import { scoreAt, scoreOf } from '#lib/search/rank.ts';

/**
 * Lines of a block that match, ascending, and how well each does: the lower the better (`rank.ts`). `places`: where in the
 * block's text each has the one form that was looked for; none where it was more than one.
 */
export type Found = { block: Block; lines: number[]; scores: number[]; places?: number[] };

/** Every line of a block, for an empty query. */
export function allLines(block: Block): Found {
  const lines = Array.from({ length: countLines(block) }, (_, line) => line);
  return { block, lines, scores: lines.map(() => 0) };
}

/**
 * Makes ready what finds, in one block after another, the lines that hold every word of a query. The rarest-looking word,
 * the longest, is looked for in the whole block at once, since one search over 60 kB costs less than 500 over 100 B; the
 * others in its lines only.
 */
export function matcherOf(query: Query): (block: Block) => Found {
  const [first, ...others] = query.toSorted((a, b) => shortest(b) - shortest(a));
  if (!first) return allLines;
  // What holds a longer form holds the shorter one in it, too: only that is looked for, the others where it is found.
  const isLonger = (form: string) => first.some((other) => other !== form && form.includes(other));
  const seekers = first.filter((form) => !isLonger(form)).map(seekerOf);
  const longer = first.filter(isLonger);
  return (block) => {
    const found = seekers.length === 1 ? scan(block, seekers[0] as Seeker) : scanAll(block, seekers);
    const weighed = longer.length === 0 ? found : atBest(found, longer);
    return others.length === 0 ? weighed : matchLines(weighed, others);
  };
}

/** Those of `found` that hold these words, too. */
export function matchLines({ block, lines, scores }: Found, words: Query): Found {
  const kept: Found = { block, lines: [], scores: [] };
  for (const [i, line] of lines.entries()) {
    const score = scoreWords(block, line, words, coarse);
    if (score === Infinity) continue;
    kept.lines.push(line);
    kept.scores.push((scores[i] ?? 0) + score);
  }
  return kept;
}

/**
 * Those of `found`, which was found by the beginning of a form, that hold the whole of it: while somebody types, most do
 * where they held the beginning, and only the letters that came are read.
 */
export function matchLonger({ block, lines, places = [] }: Found, form: string): Found {
  const { text } = block;
  const found: Found = { block, lines: [], scores: [], places: [] };
  if (lines.length === 0) return found;
  const [starts, names] = [block.starts(), block.names()];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? 0;
    const before = places[i] ?? 0;
    const place = text.startsWith(form, before) ? before : placeIn(block, line, form);
    if (place !== -1)
      add(found, line, place, scoreAt(text, starts[line] ?? 0, names[line] ?? 0, place, form.length));
  }
  return found;
}

function placeIn(block: Block, line: number, form: string): number {
  const place = lineOf(block, line).indexOf(form);
  return place === -1 ? -1 : (block.starts()[line] ?? 0) + place;
}

function add({ lines, scores, places }: Found, line: number, place: number, score: number): void {
  lines.push(line);
  scores.push(score);
  places?.push(place);
}

/** The same lines, each with all places of every word weighed. */
export function refine({ block, lines }: Found, query: Query): Found {
  return { block, lines, scores: lines.map((line) => scoreWords(block, line, query, scoreOf)) };
}

type Score = (line: string, nameLength: number, word: string) => number;

const coarse: Score = (line, nameLength, word) => {
  const place = line.indexOf(word);
  return place === -1 ? Infinity : scoreAt(line, 0, nameLength, place, word.length);
};

function scoreWords(block: Block, line: number, words: Query, score: Score): number {
  const text = lineOf(block, line);
  const nameLength = (block.names()[line] ?? 0) - (block.starts()[line] ?? 0);
  let sum = 0;
  for (const forms of words) sum += Math.min(...forms.map((form) => score(text, nameLength, form)));
  return sum;
}

function shortest(forms: readonly string[]): number {
  return Math.min(...forms.map((form) => form.length));
}

/** Finds the first place of a form in a text, from a place on; -1 for none. */
type Seeker = { length: number; seek: (text: string, from: number) => number };

/** From so many letters on a regular expression skips farther than `indexOf` does. */
const LONG = 5;

/**
 * V8's `indexOf` goes from one place of the form's first letter to the next, which in numbers is every few letters. Its
 * regular expressions skip ahead by all letters of the form, up to six times faster, unless they are letters alone, which
 * go to `indexOf`: hence the classes, each with a character that no text has.
 */
function seekerOf(form: string): Seeker {
  const { length } = form;
  if (length === 1 || (length < LONG && !/^\d/u.test(form)))
    return { length, seek: (text, from) => text.indexOf(form, from) };
  const units = form.split('').map((unit) => `[${escapeUnit(unit)}\\uffff]`);
  const pattern = new RegExp(units.join(''), 'g');
  // V8 interprets the first run of a pattern, ten times slower, and compiles it for the second.
  pattern.test('');
  const seek = (text: string, from: number) => {
    pattern.lastIndex = from;
    return pattern.test(text) ? pattern.lastIndex - length : -1;
  };
  return { length, seek };
}

// oxlint-disable-next-line unicorn/prefer-code-point -- a pattern without the flag `u` reads units
const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;

function scan(block: Block, { seek, length }: Seeker): Found {
  const { text } = block;
  const found: Found = { block, lines: [], scores: [], places: [] };
  let line = -1;
  let place = seek(text, 0);
  if (place === -1) return found;
  const [starts, names] = [block.starts(), block.names()];
  while (place !== -1) {
    line = lineAt(starts, place, line + 1);
    add(found, line, place, scoreAt(text, starts[line] ?? 0, names[line] ?? 0, place, length));
    place = seek(text, starts[line + 1] ?? text.length);
  }
  return found;
}

function scanAll(block: Block, seekers: readonly Seeker[]): Found {
  const best = new Map<number, number>();
  for (const seeker of seekers) {
    const { lines, scores } = scan(block, seeker);
    for (const [i, line] of lines.entries())
      best.set(line, Math.min(best.get(line) ?? Infinity, scores[i] ?? Infinity));
  }
  const lines = [...best.keys()].toSorted((a, b) => a - b);
  return { block, lines, scores: lines.map((line) => best.get(line) ?? 0) };
}

function atBest({ block, lines, scores }: Found, forms: readonly string[]): Found {
  const better = (line: number, score: number) => Math.min(score, scoreWords(block, line, [forms], coarse));
  return { block, lines, scores: lines.map((line, i) => better(line, scores[i] ?? Infinity)) };
}
