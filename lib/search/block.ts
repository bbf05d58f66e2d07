import { FACT, PART } from '#lib/search/pack.ts';

/** A thousand contacts or so in one string, ready to be scanned. `names[i]` is where the i-th line's name ends. */
export type Block = {
  ids: readonly string[];
  text: string;
  starts: Uint32Array;
  names: Uint32Array;
};

/** Makes a block of stored lines (`packContact`); empty lines are slots whose contact is gone. */
export function openBlock(ids: readonly string[], lines: readonly string[]): Block {
  const kept = ids.map((_, slot) => slot).filter((slot) => (lines[slot] ?? '') !== '');
  const starts = new Uint32Array(kept.length + 1);
  const names = new Uint32Array(kept.length);
  let at = 0;
  for (const [i, slot] of kept.entries()) {
    const line = lines[slot] ?? '';
    starts[i] = at;
    names[i] = at + nameLength(line);
    at += line.length + 1;
  }
  starts[kept.length] = at;
  const text = kept.map((slot) => `${lines[slot] ?? ''}\n`).join('');
  return { ids: kept.map((slot) => ids[slot] ?? ''), text, starts, names };
}

function nameLength(line: string): number {
  const part = line.indexOf(PART);
  return part === -1 ? line.indexOf(FACT) : part;
}

/** The line that a place in the block's text belongs to. */
export function lineAt(block: Block, place: number): number {
  let [low, high] = [0, block.ids.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((block.starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

export function lineOf(block: Block, line: number): string {
  return block.text.slice(block.starts[line], (block.starts[line + 1] ?? 1) - 1);
}

export function nameOf(block: Block, line: number): string {
  return block.text.slice(block.starts[line], block.names[line]);
}

/** The facts behind a line, for sorting: country, language, creation; each '' where it is not known. */
export function factOf(block: Block, line: number, fact: 'country' | 'language' | 'createdAt'): string {
  const facts = lineOf(block, line).split(FACT);
  return facts[{ country: 1, language: 2, createdAt: 3 }[fact]] ?? '';
}
