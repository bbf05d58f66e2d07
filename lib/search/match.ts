import { countLines, lineAt, lineOf, type Block } from '#lib/search/block.ts';
import type { Query } from '#lib/search/query.ts';
import { scoreAt, scoreOf } from '#lib/search/rank.ts';

/** Lines of a block that match, ascending, and how well each does: the lower the better (`rank.ts`). */
export type Found = { block: Block; lines: number[]; scores: number[] };

/** Every line of a block, for an empty query. */
export function allLines(block: Block): Found {
  const lines = Array.from({ length: countLines(block) }, (_, line) => line);
  return { block, lines, scores: lines.map(() => 0) };
}

/**
 * Finds the lines that hold every word of a query. The rarest-looking word, the longest, is looked for in the whole
 * block at once, since one `indexOf` over 60 kB costs less than 500 over 100 B; the others in its lines only.
 */
export function matchBlock(block: Block, query: Query): Found {
  const [first, ...others] = query.toSorted((a, b) => shortest(b) - shortest(a));
  if (!first) return allLines(block);
  const found = first.length === 1 ? scan(block, first[0] ?? '') : scanForms(block, first);
  return others.length === 0 ? found : matchLines(found, others);
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

function scan(block: Block, form: string): Found {
  const { text } = block;
  const found: Found = { block, lines: [], scores: [] };
  let line = -1;
  let place = text.indexOf(form);
  if (place === -1) return found;
  const [starts, names] = [block.starts(), block.names()];
  while (place !== -1) {
    line = lineAt(starts, place, line + 1);
    found.lines.push(line);
    found.scores.push(scoreAt(text, starts[line] ?? 0, names[line] ?? 0, place, form.length));
    place = text.indexOf(form, starts[line + 1]);
  }
  return found;
}

function scanForms(block: Block, forms: readonly string[]): Found {
  const best = new Map<number, number>();
  for (const form of forms) {
    const { lines, scores } = scan(block, form);
    for (const [i, line] of lines.entries())
      best.set(line, Math.min(best.get(line) ?? Infinity, scores[i] ?? Infinity));
  }
  const lines = [...best.keys()].toSorted((a, b) => a - b);
  return { block, lines, scores: lines.map((line) => best.get(line) ?? 0) };
}
