/** The name that somebody who typed another one most likely meant; null where none is near. */
export function nearest(typed: string, names: readonly string[]): string | null {
  const bare = typed.toLowerCase();
  const ranked = names
    .map((name) => ({ name, steps: distance(bare, name.toLowerCase()) }))
    .toSorted((a, b) => a.steps - b.steps);
  const best = ranked[0];
  return best && best.steps <= Math.max(2, Math.floor(bare.length / 3)) ? best.name : null;
}

/** "Did you mean ...?", to be put behind a sentence; empty where nothing is near. */
export function guess(typed: string, names: readonly string[], mark = (name: string) => name): string {
  const name = nearest(typed, names);
  return name === null ? '' : ` Did you mean ${mark(name)}?`;
}

/** How many letters must be put in, taken out or changed to make one word of the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of a.split('').entries()) {
    const next = [i + 1];
    for (const [j, other] of b.split('').entries())
      next.push(
        Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
}
