import type { Columns } from '#lib/search/columns.ts';
import { FACT, PART } from '#lib/search/pack.ts';

/** A UTF-16 unit of a text, which is what strings are ordered by; NaN outside of it. */
// oxlint-disable-next-line unicorn/prefer-code-point -- units, not characters
export const unitAt = (text: string, i: number): number => text.charCodeAt(i);

/** The marks of a packed line as units. They are the lowest of all characters, and no others so low are in it. */
export const [PART_UNIT, FACT_UNIT] = [unitAt(PART, 0), unitAt(FACT, 0)];
const LAST_MARK = Math.max(PART_UNIT, FACT_UNIT);

/** Some hundred contacts in one string, ready to be scanned. What else is known of its lines is worked out when it is asked for. */
export type Block = {
  text: string;
  /** Where each line begins; one more for where the last one ends. */
  starts: () => Uint32Array;
  /** Where each line's name ends. */
  names: () => Uint32Array;
  /** The beginning of each name as a number, so that most pairs of names are told apart without reading them. */
  heads: () => Float64Array;
  /** The lines' contacts. */
  ids: () => readonly string[];
  /** The columns of facts that have been asked for so far, of these lines; null: none. */
  columns: Columns | null;
};

/**
 * Makes a block of what is stored of one: the ids of its contacts, and their lines (`packContact`), each on a line of
 * one string. Nothing is done to them before it is asked for: a search that few match looks at few lines.
 */
export function openBlock(ids: string, lines: string): Block {
  const text = `${lines}\n`;
  const starts = once(() => startsIn(text));
  const names = once(() =>
    starts()
      .subarray(1)
      .map((end, line) => nameEnd(text, starts()[line] ?? 0, end)),
  );
  const heads = once(() => Float64Array.from(names(), (end, line) => headOf(text, starts()[line] ?? 0, end)));
  return { text, starts, names, heads, ids: once(() => ids.split('\n')), columns: null };
}

/** How many lines. */
export function countLines({ starts }: Block): number {
  return starts().length - 1;
}

function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | null = null;
  return () => (made ??= make());
}

function startsIn(text: string): Uint32Array {
  const places: number[] = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) places.push(end + 1);
  return Uint32Array.from(places);
}

/** The place behind the name: of the first part, or else of the first fact. Every packed line has facts. */
function nameEnd(text: string, start: number, end: number): number {
  for (let place = start; place < end; place++) if (unitAt(text, place) <= LAST_MARK) return place;
  return end - 1;
}

/** Three UTF-16 units are as many as a double holds exactly. */
function headOf(text: string, start: number, end: number): number {
  let head = 0;
  for (let place = start; place < start + 3; place++)
    head = head * 0x1_00_00 + (place < end ? unitAt(text, place) : 0);
  return head;
}

/**
 * The line that a place in a block's text belongs to, by where its lines begin; none before `from`. Mostly it is one of
 * the next: the steps to it are doubled, and then halved.
 */
export function lineAt(starts: Uint32Array, place: number, from: number): number {
  const last = starts.length - 2;
  let [low, step] = [from, 1];
  while (low + step <= last && (starts[low + step] ?? 0) <= place) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step - 1, last);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function lineOf({ text, starts }: Block, line: number): string {
  return text.slice(starts()[line], (starts()[line + 1] ?? 1) - 1);
}

export function nameOf({ text, starts, names }: Block, line: number): string {
  return text.slice(starts()[line], names()[line]);
}

/** What a line ends with, for sorting: country, language, creation; each '' where it is not known. */
export function factOf(
  { text, starts }: Block,
  line: number,
  fact: 'country' | 'language' | 'createdAt',
): string {
  const end = (starts()[line + 1] ?? 1) - 1;
  const created = text.lastIndexOf(FACT, end);
  if (fact === 'createdAt') return text.slice(created + 1, end);
  const language = text.lastIndexOf(FACT, created - 1);
  if (fact === 'language') return text.slice(language + 1, created);
  return text.slice(text.lastIndexOf(FACT, language - 1) + 1, language);
}
