import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** How many lines each section has: the sources' A to E, what people expect, what nobody had, what was settled, filters, roles. */
const SECTIONS = { A: 38, B: 68, C: 24, D: 17, E: 49, G: 33, R: 15, X: 15, Y: 34, Z: 8 };
const EXEMPT = /^[*_](?:read as|not yet)[*_]/u;
/** What stands before the colon of a title: `test('A30 to A32, B3: a message …`. */
const TITLE = /\(\s*['"`]([^'"`:\n]*\b[A-Z]\d[^'"`:\n]*):/gu;
const FOLDERS = new Set(['components', 'docs', 'entrypoints', 'lib', 'public', 'server', 'tests']);

const rows = readFileSync('docs/features.md', 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, ids]) => /^[A-Z]\d/u.test(ids ?? ''))
  .map(([, ids = '', what = '', where = '']) => ({ ids: idsIn(ids), isExempt: EXEMPT.test(what), where }));

/** "B1, B3 to B5" as B1, B3, B4, B5. */
function idsIn(text: string): string[] {
  return [...text.matchAll(/\b([A-Z])(\d+)(?: to [A-Z]?(\d+))?/gu)].flatMap(([, letter, first, last]) =>
    Array.from(
      { length: Number(last ?? first) - Number(first) + 1 },
      (_, i) => `${letter}${Number(first) + i}`,
    ),
  );
}

describe('docs/features.md', () => {
  const told = rows.flatMap(({ ids }) => ids);

  test('has every id of every section', () => {
    const all = Object.entries(SECTIONS).flatMap(([letter, count]) =>
      idsIn(`${letter}1 to ${letter}${count}`),
    );
    expect(all.filter((id) => !told.includes(id))).toEqual([]);
    expect(told.filter((id) => !all.includes(id))).toEqual([]);
  });

  test('names only files and folders that there are', () => {
    const paths = rows.flatMap(({ where }) =>
      [...where.matchAll(/`([^`]+)`/gu)].map(([, path = '']) => path),
    );
    const missing = paths.filter((path) => {
      const [first = ''] = path.split('/');
      return !existsSync(FOLDERS.has(first) ? path : `components/${path}`);
    });
    expect(paths.length).toBeGreaterThan(50);
    expect(missing).toEqual([]);
  });

  test('has no id without a test that names it', () => {
    const held = new Set(
      globSync('tests/{unit,component,server,e2e,proof}/**/*.test.{ts,tsx}').flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(TITLE)].flatMap(([, ids = '']) => idsIn(ids)),
      ),
    );
    const wanted = rows.flatMap(({ ids, isExempt }) => (isExempt ? [] : ids));
    expect(wanted.filter((id) => !held.has(id))).toEqual([]);
  });
});
