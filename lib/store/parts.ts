import type { Transaction } from 'dexie';
import { signatureOf, SIGNATURE_SIZE } from '#lib/search/signature.ts';
import type { BookDb, BlockSignatures, SearchPart } from './db.ts';

/**
 * A packed block as it is read: both columns are joined by line breaks, since two long strings load many times faster than
 * a thousand short ones.
 */
export type SearchBlock = { id: number; ids: string; lines: string };

/** Lines of a block. A block is what is packed anew for one change, so it is not large. */
export const BLOCK_SIZE = 1024;
/**
 * A block lies in parts of so many lines. Chromium keeps a value of more than 64 KiB in a file of its own, and opening it
 * takes longer than reading; asked for one by one, all parts of a large replica come two times as fast as its blocks
 * would. It also leaves less to write for one change.
 */
const PART_SIZE = 256;
const PARTS = BLOCK_SIZE / PART_SIZE;
/** Of so many parts one may be likely, for those alone to be read. */
const FEW_OF = 8;

/** The block that a part belongs to. */
export const blockOfPart = (part: number): number => Math.floor(part / PARTS);

/** Reads whole blocks; undefined for one that is empty. */
export async function getBlocks(db: BookDb, blocks: readonly number[]): Promise<(SearchBlock | undefined)[]> {
  const parts = await db.searchParts.bulkGet(blocks.flatMap(partsOf));
  return blocks.map((block, i) => join(block, parts.slice(i * PARTS, (i + 1) * PARTS)));
}

/** Reads all blocks. Their parts are asked for one by one: Chromium's `getAll` takes two to three times as long. */
export async function getAllBlocks(db: BookDb): Promise<SearchBlock[]> {
  const blocks = await getBlocks(db, await blockNumbers(db));
  return blocks.filter((block) => block !== undefined);
}

/** The numbers of all blocks, ascending, empty ones among them: to ask for the keys takes a third of reading all. */
export async function blockNumbers(db: BookDb): Promise<number[]> {
  // oxlint-disable-next-line unicorn/no-array-reverse -- a question to the database, no array
  const [last = -1] = await db.searchParts.orderBy(':id').reverse().limit(1).primaryKeys();
  return Array.from({ length: blockOfPart(last) + 1 }, (_, block) => block);
}

/**
 * The parts that a search need look at; null where they are so many that all blocks are read as soon.
 * @param isLikely of a part's signature
 */
export async function likelyParts(
  db: BookDb,
  isLikely: (signature: Uint8Array) => boolean,
): Promise<SearchPart[] | null> {
  const blocks = await blockNumbers(db);
  const signed = await db.searchSignatures.bulkGet(blocks);
  const likely = blocks.flatMap((block, i) => {
    const row = signed[i];
    return partsOf(block).filter((_, part) => !row || isLikely(signatureIn(row, part)));
  });
  if (likely.length * FEW_OF > blocks.length * PARTS) return null;
  return (await db.searchParts.bulkGet(likely)).filter((part) => part !== undefined);
}

const signatureIn = ({ signatures }: BlockSignatures, part: number): Uint8Array =>
  signatures.subarray(part * SIGNATURE_SIZE, (part + 1) * SIGNATURE_SIZE);

/** Writes blocks: of each only the parts that differ from what lies there, and the signatures of all its parts. */
export async function putBlocks(
  db: BookDb,
  turned: readonly { before: SearchBlock | undefined; after: SearchBlock }[],
): Promise<void> {
  const puts: SearchPart[] = [];
  const deletes: number[] = [];
  const signed: BlockSignatures[] = [];
  for (const { before, after } of turned) {
    const [old, now] = [split(before), split(after)];
    signed.push(sign(after.id, now));
    for (const [i, id] of partsOf(after.id).entries()) {
      const part = now[i];
      if (part && !(part.ids === old[i]?.ids && part.lines === old[i]?.lines)) puts.push(rowOf(id, part));
      else if (!part && old[i]) deletes.push(id);
    }
  }
  if (puts.length > 0) await db.searchParts.bulkPut(puts);
  if (deletes.length > 0) await db.searchParts.bulkDelete(deletes);
  if (signed.length > 0) await db.searchSignatures.bulkPut(signed);
}

function sign(block: number, parts: readonly Part[]): BlockSignatures {
  const signatures = new Uint8Array(parts.length * SIGNATURE_SIZE);
  for (const [i, { lines }] of parts.entries()) signatures.set(signatureOf(lines), i * SIGNATURE_SIZE);
  return { id: block, signatures };
}

/** Parts the blocks of a replica that kept each as one value. */
export async function partBlocks(upgrade: Transaction): Promise<void> {
  const whole = upgrade.table<SearchBlock, number>('searchBlocks');
  for (const block of await whole.toCollection().primaryKeys()) {
    const ids = partsOf(block);
    const rows = split(await whole.get(block)).map((part, i) => rowOf(ids[i] ?? 0, part));
    await upgrade.table<SearchPart, number>('searchParts').bulkPut(rows);
  }
}

function partsOf(block: number): number[] {
  return Array.from({ length: PARTS }, (_, part) => block * PARTS + part);
}

function join(id: number, parts: readonly (SearchPart | undefined)[]): SearchBlock | undefined {
  const there = parts.filter((part) => part !== undefined);
  if (there.length === 0) return undefined;
  return {
    id,
    ids: there.map(({ ids }) => ids).join('\n'),
    lines: there.map(({ lines }) => lines).join('\n'),
  };
}

type Part = Omit<SearchPart, 'id'>;

function rowOf(id: number, { ids, lines }: Part): SearchPart {
  return { id, ids, lines: inOneByte(lines) };
}

function split(block: SearchBlock | undefined): Part[] {
  if (!block || block.ids === '') return [];
  const [ids, lines] = [block.ids.split('\n'), block.lines.split('\n')];
  return Array.from({ length: Math.ceil(ids.length / PART_SIZE) }, (_, part) => {
    const [from, to] = [part * PART_SIZE, (part + 1) * PART_SIZE];
    return { ids: ids.slice(from, to).join('\n'), lines: lines.slice(from, to).join('\n') };
  });
}

const WIDE = /[\u0100-\u{10FFFF}]/u;

/**
 * V8 keeps a text in two bytes a letter if any text that it was made of was, and folded names often were. One that needs
 * only one, made anew, takes half the room on disk and in memory, and is read and searched twice as fast.
 */
function inOneByte(text: string): string {
  return WIDE.test(text) ? text : (JSON.parse(JSON.stringify(text)) as string);
}
