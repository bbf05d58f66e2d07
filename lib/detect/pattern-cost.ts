/**
 * What a pattern may cost, told by its shape, before it is ever run (ReDoS): a browser cannot stop one that explodes.
 * Reads the patterns a recipe may have (Unicode mode); what it does not understand counts as too much.
 */

/** One character's worth of a pattern, how often it may come, and the parts around it that may be left out. */
type Atom = { text: string; min: number; max: number; within: symbol[] };

/** A part of a pattern, and where it ends. */
type Part = { atoms: Atom[]; end: number; varies: boolean };

/** From so many on a repetition counts as endless. */
const MANY = 16;
/** A text of n characters takes n to the power of this at most. */
const HIGHEST = 2;

const QUANTIFIER = /^(?:[*+?]|\{(?<min>\d+)(?:(?<open>,)(?<max>\d*))?\})\??/u;
const ATOM =
  /^(?:\\(?:[pP]\{[^}]*\}|u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[^\d])|\[(?:[^\]\\]|\\.)*\]|[^\\[\]{}()|*+?])/u;
const GROUP = /^\((?:\?(?:<[a-zA-Z]\w*>|:|=|!|<=|<!))?/u;
const ASSERTION = /^(?:\^|\$|\\[bB])$/u;

/** What a pattern is tried with to see where two of its parts may take the same character. */
const SAMPLE = [
  ...Array.from({ length: 95 }, (_, index) => String.fromCodePoint(32 + index)),
  '\n',
  '\u00a0',
  'ż',
  'Ж',
  '中',
];

/** Whether a pattern takes long on no text: it repeats nothing that varies, and tries few ways at once. */
export function isCheap(pattern: string): boolean {
  try {
    const { atoms } = readSequence(pattern, 0);
    return compiles(pattern) && degreeOf(atoms, pattern.startsWith('^')) <= HIGHEST;
  } catch {
    return false;
  }
}

function compiles(pattern: string): boolean {
  return new RegExp(pattern, 'u').source !== '';
}

/** The atoms of a pattern in their order, those of all alternatives behind one another. */
function readSequence(pattern: string, from: number): Part {
  const branches: Atom[][] = [[]];
  let varies = false;
  let at = from;
  while (at < pattern.length && pattern[at] !== ')') {
    if (pattern[at] === '|') {
      branches.push([]);
      at += 1;
      continue;
    }
    const part = readPart(pattern, at);
    branches.at(-1)?.push(...part.atoms);
    varies ||= part.varies;
    at = part.end;
  }
  if (branches.length === 1) return { atoms: branches.flat(), end: at, varies };
  return { atoms: branches.flatMap((branch) => inPart(branch)), end: at, varies: true };
}

/** Atoms of a part that may be left out. */
function inPart(atoms: Atom[], part = Symbol('part')): Atom[] {
  return atoms.map((atom) => ({ ...atom, within: [...atom.within, part] }));
}

/** A group or one atom, with how often it comes. */
function readPart(pattern: string, at: number): Part {
  const group = GROUP.exec(pattern.slice(at))?.[0];
  const inner = group === undefined ? null : readSequence(pattern, at + group.length);
  const text = inner ? '' : (ATOM.exec(pattern.slice(at))?.[0] ?? '');
  if (!inner && text === '') throw new Error('not understood');
  const after = inner ? inner.end + 1 : at + text.length;
  const { min, max, length } = timesAt(pattern, after);
  // A thing that varies, repeated: there are two ways to take the same text, and then four, and then eight.
  if (inner?.varies && max > 1) throw new Error('explodes');
  const repeated = (inner?.atoms ?? []).map((atom) => ({
    ...atom,
    max: max > 1 ? atom.max * max : atom.max,
  }));
  const atoms = inner ? (min === 0 ? inPart(repeated) : repeated) : [{ text, min, max, within: [] }];
  return { atoms, end: after + length, varies: min !== max || Boolean(inner?.varies) };
}

function timesAt(pattern: string, at: number): { min: number; max: number; length: number } {
  const found = QUANTIFIER.exec(pattern.slice(at));
  if (!found) return { min: 1, max: 1, length: 0 };
  const { length } = found[0];
  const sign = found[0][0];
  if (sign === '*') return { min: 0, max: Infinity, length };
  if (sign === '+') return { min: 1, max: Infinity, length };
  if (sign === '?') return { min: 0, max: 1, length };
  const { min = '0', open, max = '' } = found.groups ?? {};
  return { min: Number(min), max: open ? Number(max || Infinity) : Number(min), length };
}

/** How many of the endless repetitions may end at more than one place. */
function degreeOf(all: Atom[], isAnchored: boolean): number {
  const atoms = all.filter(({ text }) => !ASSERTION.test(text));
  const sets = atoms.map(({ text }) => charactersOf(text));
  const endless = atoms.flatMap(({ max }, index) => (max >= MANY ? [index] : []));
  const open = endless.filter((index) => {
    const required = atoms.findIndex((_, other) => other > index && mustFollow(atoms, index, other));
    const last = required < 0 ? atoms.length - 1 : required;
    return sets.slice(index + 1, last + 1).some((set) => [...set].some((one) => sets[index]?.has(one)));
  });
  const starts = !isAnchored && endless.length > 0 && (endless[0] === 0 || open.length > 0) ? 1 : 0;
  return open.length + starts;
}

/** Whether what comes later must come once this has come. */
function mustFollow(atoms: Atom[], index: number, later: number): boolean {
  const { within = [] } = atoms[index] ?? {};
  const after = atoms[later];
  return after !== undefined && after.min > 0 && after.within.every((part) => within.includes(part));
}

function charactersOf(text: string): Set<string> {
  const one = new RegExp(`^${text}$`, 'su');
  return new Set(SAMPLE.filter((character) => one.test(character)));
}
