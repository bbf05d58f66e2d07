import { lineAt, lineOf, type Block } from '#lib/search/block.ts';
import type { Query } from '#lib/search/query.ts';
import { scoreOf } from '#lib/search/rank.ts';

/** Lines of a block that match, ascending, and how well each does: the lower the better (`rank.ts`). */
export type Found = { lines: number[]; scores: number[] };

/** Every line of a block, for an empty query. */
export function allLines(block: Block): Found {
  return { lines: [...block.ids.keys()], scores: block.ids.map(() => 0) };
}

/**
 * Finds the lines that hold every word of a query. The rarest-looking word, the longest, is looked for in the whole
 * block at once, since one `indexOf` over 100 kB costs less than a thousand over 100 B; the others in its lines only.
 */
export function matchBlock(block: Block, query: Query): Found {
  const [first, ...others] = query.toSorted((a, b) => shortest(b) - shortest(a));
  if (!first) return allLines(block);
  const found: Found = { lines: [], scores: [] };
  for (const line of linesWith(block, first)) judge(block, line, first, others, found);
  return found;
}

/** The same for lines already known to be the only ones that can match. */
export function matchLines(block: Block, lines: readonly number[], query: Query): Found {
  const found: Found = { lines: [], scores: [] };
  const [first, ...others] = query;
  if (!first) return allLines(block);
  for (const line of lines) judge(block, line, first, others, found);
  return found;
}

function shortest(forms: readonly string[]): number {
  return Math.min(...forms.map((form) => form.length));
}

function linesWith(block: Block, forms: readonly string[]): Iterable<number> {
  if (forms.length === 1) return scan(block, forms[0] ?? '');
  return [...new Set(forms.flatMap((form) => [...scan(block, form)]))].toSorted((a, b) => a - b);
}

function scan(block: Block, form: string): number[] {
  const lines: number[] = [];
  let place = block.text.indexOf(form);
  while (place !== -1) {
    const line = lineAt(block, place);
    lines.push(line);
    place = block.text.indexOf(form, block.starts[line + 1]);
  }
  return lines;
}

function judge(block: Block, line: number, first: readonly string[], others: Query, found: Found): void {
  const text = lineOf(block, line);
  const nameLength = (block.names[line] ?? 0) - (block.starts[line] ?? 0);
  let score = 0;
  for (const forms of [first, ...others]) {
    const best = Math.min(...forms.map((form) => scoreOf(text, nameLength, form)));
    if (best === Infinity) return;
    score += best;
  }
  found.lines.push(line);
  found.scores.push(score);
}
