import { FACT_UNIT, unitAt } from '#lib/search/block.ts';
import type { Query } from '#lib/search/query.ts';

/**
 * A signature says of a part of the packed lines which pieces of four letters may be in it: a Bloom filter with one hash.
 * It is a seventh of what it stands for, so that a worker which slept finds a few contacts among many by reading all
 * signatures and hardly any lines. What it lets through is looked at; what it does not is surely not there.
 */
export type Signature = Uint8Array<ArrayBuffer>;

/** Bytes of a signature: 256 lines have some 8,000 different pieces, which fill a quarter of its bits. */
export const SIGNATURE_SIZE = 4096;
const BITS = Math.log2(SIGNATURE_SIZE * 8);

/** Letters of a piece. Of three there are so few that nearly every part has nearly all, above all of digits. */
const PIECE = 4;
/** Below it are the marks of packed lines, across which nothing is found. */
const FIRST_LETTER = 0x20;

/** @param lines packed lines (`pack.ts`), joined by line breaks */
export function signatureOf(lines: string): Signature {
  const signature = new Uint8Array(SIGNATURE_SIZE);
  eachBit(lines, (bit) => mark(signature, bit));
  return signature;
}

/**
 * Makes ready what tells whether a signature lets a query through; null for a query that says too little for it: each of
 * its words is shorter than a piece, or may be.
 */
export function sieveOf(query: Query): ((signature: Uint8Array) => boolean) | null {
  const words = query.filter((forms) => forms.every(({ length }) => length >= PIECE));
  if (words.length === 0) return null;
  const bits = words.map((forms) => forms.map(bitsOf));
  return (signature) => bits.every((forms) => forms.some((form) => form.every((bit) => has(signature, bit))));
}

function bitsOf(form: string): number[] {
  const bits: number[] = [];
  eachBit(form, (bit) => bits.push(bit));
  return bits;
}

/** The bit of each piece of a text: of lines none across a mark, and none of the facts behind them. */
function eachBit(text: string, does: (bit: number) => void): void {
  let [piece, letters] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const unit = unitAt(text, i);
    if (unit === FACT_UNIT) i = endOfLine(text, i);
    if (unit < FIRST_LETTER) letters = 0;
    else {
      piece = add(piece, unit);
      letters += 1;
      if (letters >= PIECE) does(bitOf(piece));
    }
  }
}

/** The last four units as one number: eight bits of each, since what stands before them has been pushed out. */
const add = (piece: number, unit: number): number => (piece << 8) ^ unit;

/** Multiplicative hashing: the upper bits of a product with 2³² divided by the golden ratio. */
const bitOf = (piece: number): number => Math.imul(piece, 0x9e_37_79_b1) >>> (32 - BITS);

function mark(signature: Signature, bit: number): void {
  signature[bit >> 3]! |= 1 << (bit & 7);
}

function has(signature: Uint8Array, bit: number): boolean {
  return ((signature[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
}

function endOfLine(lines: string, from: number): number {
  const end = lines.indexOf('\n', from);
  return end === -1 ? lines.length : end;
}
