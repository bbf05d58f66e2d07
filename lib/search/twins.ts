import type { FactValue } from '#lib/model/attribute.ts';
import { isRelayAddress, isSharedAddress } from '#lib/model/email.ts';
import { foldText } from '#lib/model/text.ts';
import { eachValue, type Columns } from '#lib/search/columns.ts';

/**
 * What two contacts have in common (B21, R13), shown beside the suggestion (G8). An e-mail or a phone is a sign of one
 * person by itself; an order, or a name at one address, is probable only.
 */
export type Proof = { by: 'email' | 'phone' | 'order' | 'place'; value: string };
/** Two contacts that may be one person; the first is the older one by its place in the book. */
export type Twins = { ids: readonly [string, string]; proofs: Proof[] };

/** A packed block with the contacts of its lines. */
export type FactBlock = { ids: readonly string[]; columns: Columns };

export type TwinRules = {
  /** "Not the same person", remembered by the team (G7); asked with ids in either order. */
  areDifferent: (a: string, b: string) => boolean;
};

/**
 * A value that more contacts than this have in common is an office's number or a shop's own address, and tells nothing.
 * It also bounds the pairs: 20 of them are 190.
 */
const MOST_ALIKE = 20;

/**
 * Finds contacts that may be one person. Blocked ones are never among them (B27), nor are masks of marketplaces and
 * addresses that many share a proof (R1).
 * @param within only pairs with one of these; all where it is left out
 */
export function findTwins(
  blocks: readonly FactBlock[],
  rules: TwinRules,
  within?: ReadonlySet<string>,
): Twins[] {
  const pairs = new Map<string, Twins>();
  const places = within && linesOf(blocks, within);
  for (const by of ['email', 'phone', 'order', 'place'] as const)
    for (const [value, ids] of groupsBy(blocks, by, places && valuesOf(places, by)))
      for (const [a, b] of pairsOf(ids, within)) {
        if (rules.areDifferent(a, b)) continue;
        const key = `${a} ${b}`;
        const twins = pairs.get(key) ?? { ids: [a, b] as const, proofs: [] };
        pairs.set(key, twins);
        twins.proofs.push({ by, value });
      }
  return [...pairs.values()].toSorted((a, b) => weigh(b) - weigh(a));
}

/** Whether an e-mail or a phone is repeated, which is a sign by itself (B21). */
export function isSure({ proofs }: Twins): boolean {
  return proofs.some(({ by }) => by === 'email' || by === 'phone');
}

const WEIGHTS: Record<Proof['by'], number> = { email: 8, phone: 8, place: 3, order: 2 };

/** How sure it is that two are one; for the order of suggestions, no percentage. */
export function weigh({ proofs }: Twins): number {
  return proofs.reduce((sum, { by }) => sum + WEIGHTS[by], 0);
}

/** The attributes that `findTwins` reads. */
export const SIGNS = ['emails', 'phones', 'orders', 'deliveryName', 'postcode', 'blocked'] as const;

const ATTRIBUTES = { email: 'emails', phone: 'phones', order: 'orders' } as const;

/** The contacts that have a value in common, by the value; with `wanted` only these values are looked at. */
function groupsBy(
  blocks: readonly FactBlock[],
  by: Proof['by'],
  wanted?: ReadonlySet<string>,
): [string, string[]][] {
  if (wanted?.size === 0) return [];
  // Nearly every value is one contact's alone: a list is made for the others only.
  const first = new Map<string, string>();
  const groups = new Map<string, string[]>();
  for (const { ids, columns } of blocks) {
    const blocked = new Set<number>();
    eachValue(columns, 'blocked', (line) => blocked.add(line));
    eachSign(columns, by, (line, value) => {
      if (wanted && !wanted.has(value)) return;
      const id = ids[line];
      if (id === undefined || blocked.has(line)) return;
      const one = first.get(value);
      if (one === undefined) first.set(value, id);
      else if (one !== id) addTo(groups, value, one, id);
    });
  }
  return [...groups].filter(([value, ids]) => ids.length <= MOST_ALIKE && (by !== 'email' || isProof(value)));
}

function addTo(groups: Map<string, string[]>, value: string, first: string, id: string): void {
  const group = groups.get(value);
  if (!group) groups.set(value, [first, id]);
  else if (group.at(-1) !== id) group.push(id);
}

type Lines = { columns: Columns; lines: ReadonlySet<number> };

/** Where these contacts lie. */
function linesOf(blocks: readonly FactBlock[], ids: ReadonlySet<string>): Lines[] {
  return blocks.flatMap((block) => {
    const lines = new Set<number>();
    for (const [line, id] of block.ids.entries()) if (ids.has(id)) lines.add(line);
    return lines.size > 0 ? [{ columns: block.columns, lines }] : [];
  });
}

function valuesOf(places: readonly Lines[], by: Proof['by']): Set<string> {
  const values = new Set<string>();
  for (const { columns, lines } of places)
    eachSign(columns, by, (line, value) => {
      if (lines.has(line)) values.add(value);
    });
  return values;
}

/** Calls `see` with each value of a block's contacts that can tell that two are one. */
function eachSign(columns: Columns, by: Proof['by'], see: (line: number, value: string) => void): void {
  if (by === 'place') return eachPlace(columns, see);
  return eachValue(columns, ATTRIBUTES[by], (line, value) => {
    for (const text of textsOf(value)) if (text !== '') see(line, text);
  });
}

/** A name at a postcode: neither alone says anything. */
function eachPlace(columns: Columns, see: (line: number, value: string) => void): void {
  const names = new Map<number, string>();
  eachValue(columns, 'deliveryName', (line, value) => names.set(line, textsOf(value)[0] ?? ''));
  if (names.size === 0) return;
  eachValue(columns, 'postcode', (line, value) => {
    const [name, postcode] = [foldText(names.get(line) ?? ''), foldText(textsOf(value)[0] ?? '')];
    if (name !== '' && postcode !== '') see(line, `${name}, ${postcode}`);
  });
}

function* pairsOf(ids: readonly string[], within?: ReadonlySet<string>): Generator<[string, string]> {
  for (const [i, a] of ids.entries())
    for (const b of ids.slice(i + 1)) if (!within || within.has(a) || within.has(b)) yield [a, b];
}

const isProof = (address: string) => !isRelayAddress(address) && !isSharedAddress(address);
const textsOf = (value: FactValue): readonly string[] =>
  typeof value === 'object' ? value : [String(value)];
