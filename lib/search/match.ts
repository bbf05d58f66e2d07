import { countLines, lineAt, lineOf, unitAt, type Block } from '#lib/search/block.ts';
import type { Query } from '#lib/search/query.ts';
import type { First } from '#lib/search/order.ts';
import { beginsAt, NAME_BEGINS, scoreAt, scoreOf } from '#lib/search/rank.ts';
import { seekerOf, type Seek } from '#lib/search/seek.ts';

/** Lines of a block that match, ascending, and how well each does: the lower the better (`rank.ts`). */
export type Found = { block: Block; lines: Uint32Array; scores: Uint32Array };

/** Lines of a block that hold one form, ascending, and where in the block's text each has it first. */
export type Spots = { block: Block; lines: Uint32Array; places: Uint32Array };

/**
 * Room for pairs of numbers, which are written where they stay: blocks take their parts of it one after the other, since
 * an array for each of some hundred blocks costs as much as filling them. Who needs the pairs keeps the room; then comes
 * another.
 */
const ROOM = 0x1_00_00;
let room = roomFor(0);

function roomFor(size: number) {
  return { lines: new Uint32Array(size), beside: new Uint32Array(size), size, used: 0 };
}

type Pairs = { lines: Uint32Array; beside: Uint32Array };

/** Room for every line of a block, to be used up by `gathered` before anybody else asks for it. */
function roomOf(block: Block): Pairs {
  const needed = countLines(block);
  if (room.used + needed > room.size) room = roomFor(Math.max(ROOM, needed));
  const { used } = room;
  return {
    lines: room.lines.subarray(used, used + needed),
    beside: room.beside.subarray(used, used + needed),
  };
}

function gathered({ lines, beside }: Pairs, count: number): Pairs {
  room.used += count;
  return { lines: lines.subarray(0, count), beside: beside.subarray(0, count) };
}

const scored = (block: Block, { lines, beside }: Pairs): Found => ({ block, lines, scores: beside });
const spotted = (block: Block, { lines, beside }: Pairs): Spots => ({ block, lines, places: beside });

const NONE = new Uint32Array(0);

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
  const weighers = first.filter((form) => !isLonger(form)).map(weigherOf);
  const longer = first.filter(isLonger);
  return (block) => {
    const found = weighers.length === 1 ? (weighers[0] as Weigher)(block) : bestOfEach(block, weighers);
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
    kept.beside[count] = (scores[i] ?? 0) + more;
    count += 1;
  }
  return scored(block, gathered(kept, count));
}

/**
 * Makes ready what finds, in one block after another, the lines that hold a form.
 *
 * What runs for each of 100,000 lines is a function of its own here and below, not one that is made for each search: the
 * engine would begin anew with every one that is made, in the interpreter, several times slower.
 */
export function spotterOf(form: string): (block: Block) => Spots {
  const seek = seekerOf(form);
  return (block) => spot(block, seek);
}

function spot(block: Block, seek: Seek): Spots {
  const { text } = block;
  let place = seek(text, 0);
  if (place === -1) return { block, lines: NONE, places: NONE };
  const starts = block.starts();
  const found = roomOf(block);
  let [line, count] = [-1, 0];
  while (place !== -1) {
    line += 1;
    // Mostly the very next: then nothing is called.
    if (place >= (starts[line + 1] ?? 0)) line = lineAt(starts, place, line);
    found.lines[count] = line;
    found.beside[count] = place;
    count += 1;
    place = seek(text, starts[line + 1] ?? text.length);
  }
  return spotted(block, gathered(found, count));
}

/** What letters that come bring: the units of those, how many stood there before, and what finds the whole. */
type Longer = { typed: readonly number[]; begun: number; seek: Seek };

/**
 * Makes ready what keeps those lines, found by the beginning of a form, that hold the whole of it: while somebody types,
 * most do where they held the beginning, and only the letters that came are read.
 * @param begun how many letters they were found by
 */
export function longerOf(form: string, begun: number): (spots: Spots) => Spots {
  const typed = Array.from({ length: form.length - begun }, (_, i) => unitAt(form, begun + i));
  const longer = { typed, begun, seek: seekerOf(form) };
  return (spots) => goOn(spots, longer);
}

function goOn({ block, lines, places }: Spots, { typed, begun, seek }: Longer): Spots {
  const { text } = block;
  const starts = block.starts();
  const kept = roomOf(block);
  let count = 0;
  // Where the form is next, for lines that hold it elsewhere than its beginning: looked for no more often than it is there.
  let next = -1;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? 0;
    let place = places[i] ?? 0;
    if (!goesOn(text, place + begun, typed)) {
      if (next < place) next = placeOf(seek(text, place));
      if (next >= (starts[line + 1] ?? 0)) continue;
      place = next;
    }
    kept.lines[count] = line;
    kept.beside[count] = place;
    count += 1;
  }
  return spotted(block, gathered(kept, count));
}

const placeOf = (found: number) => (found === -1 ? Infinity : found);

/** Whether a text goes on with what was typed. `startsWith` costs thrice as much. */
function goesOn(text: string, from: number, typed: readonly number[]): boolean {
  for (let i = 0; i < typed.length; i++) if (unitAt(text, from + i) !== typed[i]) return false;
  return true;
}

/** Spots, each with how well the form fits its line. @param length of the form */
export function weigh({ block, lines, places }: Spots, length: number): Found {
  const { text } = block;
  const [starts, names] = [block.starts(), block.names()];
  const scores = new Uint32Array(lines.length);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? 0;
    scores[i] = scoreAt(text, starts[line] ?? 0, names[line] ?? 0, places[i] ?? 0, length);
  }
  return { block, lines, scores };
}

/** Shows the best of some spots to `first`: of what nearly everybody has most are out by where it stands. */
export function showBest({ block, lines, places }: Spots, length: number, first: First): void {
  const { text } = block;
  const [starts, names] = [block.starts(), block.names()];
  for (let i = 0; i < lines.length; i++) {
    const [line, place] = [lines[i] ?? 0, places[i] ?? 0];
    const start = starts[line] ?? 0;
    if (first.worst <= NAME_BEGINS && !beginsAt(text, start, place)) continue;
    first.add(block, line, scoreAt(text, start, names[line] ?? 0, place, length));
  }
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

type Weigher = (block: Block) => Found;

function weigherOf(form: string): Weigher {
  const spot = spotterOf(form);
  return (block) => weigh(spot(block), form.length);
}

function bestOfEach(block: Block, weighers: readonly Weigher[]): Found {
  const best = new Map<number, number>();
  for (const weigher of weighers) {
    const { lines, scores } = weigher(block);
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
