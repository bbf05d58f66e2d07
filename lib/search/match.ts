import { countLines, lineAt, lineOf, unitAt, type Block } from '#lib/search/block.ts';
import type { Query } from '#lib/search/query.ts';
import { isLasting, scoreAt, scoreOf } from '#lib/search/rank.ts';

/**
 * Lines of a block that match, ascending, and how well each does: the lower the better (`rank.ts`). `places`: where in the
 * block's text each has the one form that was looked for; none where it was more than one.
 */
export type Found = { block: Block; lines: Uint32Array; scores: Uint32Array; places?: Uint32Array };

/**
 * Room for hits, which are written where they stay: blocks take their parts of it one after the other, since an array for
 * each of some hundred blocks costs as much as filling them. Who needs the hits keeps the room; then comes another.
 */
const ROOM = 0x1_00_00;
let room = roomFor(0);

function roomFor(size: number) {
  const made = () => new Uint32Array(size);
  return { lines: made(), scores: made(), places: made(), size, used: 0 };
}

/** Room for every line of a block, to be used up by `gathered` before anybody else asks for it. */
function roomOf(block: Block): Required<Omit<Found, 'block'>> {
  const needed = countLines(block);
  if (room.used + needed > room.size) room = roomFor(Math.max(ROOM, needed));
  const { used } = room;
  const part = (all: Uint32Array) => all.subarray(used, used + needed);
  return { lines: part(room.lines), scores: part(room.scores), places: part(room.places) };
}

type Part = ReturnType<typeof roomOf>;

function gathered(block: Block, { lines, scores }: Part, count: number): Found {
  room.used += count;
  return { block, lines: lines.subarray(0, count), scores: scores.subarray(0, count) };
}

/** The same, with their places. */
function placed(block: Block, hits: Part, count: number): Found {
  return { ...gathered(block, hits, count), places: hits.places.subarray(0, count) };
}

const NONE = new Uint32Array(0);
const nothing = (block: Block): Found => ({ block, lines: NONE, scores: NONE, places: NONE });

/** Every line of a block, for an empty query. */
export function allLines(block: Block): Found {
  const count = countLines(block);
  const lines = Uint32Array.from({ length: count }, (_, line) => line);
  return { block, lines, scores: new Uint32Array(count) };
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
export function matchLines(found: Found, words: Query): Found {
  return keep(found, (line) => scoreWords(found.block, line, words, coarse));
}

/** Those of `found` whose lines pass. @param passes by line: 1 or not */
export function keepLines(found: Found, passes: ArrayLike<number>): Found {
  return keep(found, (line) => (passes[line] === 1 ? 0 : Infinity));
}

/** @param weigh what a line's score grows by; Infinity where it goes */
function keep({ block, lines, scores }: Found, weigh: (line: number) => number): Found {
  const kept = roomOf(block);
  let count = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? 0;
    const more = weigh(line);
    if (more === Infinity) continue;
    kept.lines[count] = line;
    kept.scores[count] = (scores[i] ?? 0) + more;
    count += 1;
  }
  return gathered(block, kept, count);
}

/**
 * Makes ready what keeps those hits, found by the beginning of a form, that hold the whole of it: while somebody types,
 * most do where they held the beginning, and only the letters that came are read.
 * @param begun how many letters they were found by
 */
export function longerOf(form: string, begun: number): (found: Found) => Found {
  const typed = Array.from({ length: form.length - begun }, (_, i) => unitAt(form, begun + i));
  const { seek } = seekerOf(form);
  return ({ block, lines, scores, places = NONE }) => {
    const { text } = block;
    if (lines.length === 0) return nothing(block);
    const [starts, names] = [block.starts(), block.names()];
    const kept = roomOf(block);
    let count = 0;
    // Where the form is next, for lines that hold it elsewhere than its beginning: looked for no more often than it is there.
    let next = -1;
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i] ?? 0;
      const begins = places[i] ?? 0;
      let place = begins;
      if (!goesOn(text, begins + begun, typed)) {
        if (next < place) next = placeOf(seek(text, place));
        if (next >= (starts[line + 1] ?? 0)) continue;
        place = next;
      }
      const score = scores[i] ?? 0;
      kept.lines[count] = line;
      kept.places[count] = place;
      // What more letters cannot change is not weighed again.
      kept.scores[count] =
        place === begins && isLasting(score)
          ? score
          : scoreAt(text, starts[line] ?? 0, names[line] ?? 0, place, form.length);
      count += 1;
    }
    return placed(block, kept, count);
  };
}

const placeOf = (found: number) => (found === -1 ? Infinity : found);

/** Whether a text goes on with what was typed. `startsWith` costs thrice as much. */
function goesOn(text: string, from: number, typed: readonly number[]): boolean {
  for (let i = 0; i < typed.length; i++) if (unitAt(text, from + i) !== typed[i]) return false;
  return true;
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
  let place = seek(text, 0);
  if (place === -1) return nothing(block);
  const [starts, names] = [block.starts(), block.names()];
  const found = roomOf(block);
  let [line, count] = [-1, 0];
  while (place !== -1) {
    line += 1;
    // Mostly the very next: then nothing is called.
    if (place >= (starts[line + 1] ?? 0)) line = lineAt(starts, place, line);
    found.lines[count] = line;
    found.places[count] = place;
    found.scores[count] = scoreAt(text, starts[line] ?? 0, names[line] ?? 0, place, length);
    count += 1;
    place = seek(text, starts[line + 1] ?? text.length);
  }
  return placed(block, found, count);
}

function scanAll(block: Block, seekers: readonly Seeker[]): Found {
  const best = new Map<number, number>();
  for (const seeker of seekers) {
    const { lines, scores } = scan(block, seeker);
    for (const [i, line] of lines.entries())
      best.set(line, Math.min(best.get(line) ?? Infinity, scores[i] ?? Infinity));
  }
  const lines = Uint32Array.from(best.keys()).toSorted();
  return { block, lines, scores: lines.map((line) => best.get(line) ?? 0) };
}

function atBest({ block, lines, scores }: Found, forms: readonly string[]): Found {
  const better = (line: number, score: number) => Math.min(score, scoreWords(block, line, [forms], coarse));
  return { block, lines, scores: scores.map((score, i) => better(lines[i] ?? 0, score)) };
}
