import { FACT, PART } from '#lib/search/pack.ts';

/** Some hundred contacts in one string, ready to be scanned. */
export type Block = {
  ids: readonly string[];
  text: string;
  /** Where each line begins; one more for where the last one ends. */
  starts: Uint32Array;
  /** Where each line's name ends. */
  names: Uint32Array;
  /** The beginning of each name as a number, so that most pairs of names are told apart without reading them. */
  heads: Float64Array;
};

/** Makes a block of stored lines (`packContact`). */
export function openBlock(ids: readonly string[], lines: readonly string[]): Block {
  const starts = new Uint32Array(ids.length + 1);
  const names = new Uint32Array(ids.length);
  const heads = new Float64Array(ids.length);
  let at = 0;
  for (let i = 0; i < ids.length; i++) {
    const line = lines[i] ?? '';
    const length = nameLength(line);
    starts[i] = at;
    names[i] = at + length;
    heads[i] = headOf(line, length);
    at += line.length + 1;
  }
  starts[ids.length] = at;
  return { ids, text: `${lines.join('\n')}\n`, starts, names, heads };
}

function nameLength(line: string): number {
  const part = line.indexOf(PART);
  return part === -1 ? Math.max(0, line.indexOf(FACT)) : part;
}

/** Three UTF-16 units are as many as a double holds exactly. */
function headOf(line: string, length: number): number {
  let head = 0;
  for (let i = 0; i < 3; i++) head = head * 0x1_00_00 + (i < length ? unitAt(line, i) : 0);
  return head;
}

// oxlint-disable-next-line unicorn/prefer-code-point -- the order of strings is that of their units
const unitAt = (line: string, i: number) => line.charCodeAt(i);

/** The line that a place in the block's text belongs to, none before `from`. */
export function lineAt({ starts, ids }: Block, place: number, from: number): number {
  let [low, high] = [from, ids.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function lineOf({ text, starts }: Block, line: number): string {
  return text.slice(starts[line], (starts[line + 1] ?? 1) - 1);
}

export function nameOf({ text, starts, names }: Block, line: number): string {
  return text.slice(starts[line], names[line]);
}

/** What a line ends with, for sorting: country, language, creation; each '' where it is not known. */
export function factOf(
  { text, starts }: Block,
  line: number,
  fact: 'country' | 'language' | 'createdAt',
): string {
  const end = (starts[line + 1] ?? 1) - 1;
  const created = text.lastIndexOf(FACT, end);
  if (fact === 'createdAt') return text.slice(created + 1, end);
  const language = text.lastIndexOf(FACT, created - 1);
  if (fact === 'language') return text.slice(language + 1, created);
  return text.slice(text.lastIndexOf(FACT, language - 1) + 1, language);
}
