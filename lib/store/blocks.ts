import type { ContactRow, RecordRow, SenderRow } from '#lib/protocol/rows.ts';
import { packContact } from '#lib/search/pack.ts';
import { turnColumns, type Turned } from './columns.ts';
import type { BookDb } from './db.ts';
import { bareFacts, makeFacts } from './facts.ts';
import { getMeta, setMeta } from './meta.ts';
import { BLOCK_SIZE, getBlocks, putBlocks, type SearchBlock } from './parts.ts';

/** A contact whose line may have changed. `block` null: it has no place yet. */
export type Lined = ContactRow & {
  senders: readonly SenderRow[];
  /** The ids of all that are merged into it. */
  group: readonly string[];
  /** Their names. */
  merged: readonly string[];
  block: number | null;
  /** Its records, where all of them are at hand. */
  records?: readonly RecordRow[];
};
type Gone = { id: string; block: number };
/** New lines of a block by contact; null takes one away. */
type Edits = Map<string, string | null>;

/**
 * Brings the packed blocks and their columns of facts up to date inside the caller's transaction: rewrites the blocks of
 * `changed` and `gone`, gives new contacts a place. One change among 100,000 contacts rewrites one block.
 * @param facts `bare`: of contacts that come with nothing but their senders · `later`: the columns are only marked
 * (`columns.ts`); both for a first sync · `unsent`: rows, by `rowKey`, that are known to wait in the outbox
 * @returns the block of each new contact, by id
 */
export async function repack(
  db: BookDb,
  changed: Lined[],
  gone: Gone[],
  facts: 'bare' | 'later' | { unsent: ReadonlySet<string> } = { unsent: new Set() },
): Promise<Map<string, number>> {
  const edits = new Map<number, Edits>();
  const edit = (block: number, id: string, line: string | null) => {
    const lines: Edits = edits.get(block) ?? new Map();
    edits.set(block, lines.set(id, line));
  };
  const arrived = changed.filter(({ block }) => block === null);
  const placed = await place(db, arrived, gone.length);
  for (const { id, block } of gone) edit(block, id, null);
  for (const contact of changed)
    edit(
      contact.block ?? placed.get(contact.id) ?? 0,
      contact.id,
      oneLine(packContact(contact, contact.senders, contact.merged)),
    );
  const turned = await rewrite(db, edits);
  if (facts === 'later') await turnColumns(db, turned, facts);
  else if (facts === 'bare') await turnColumns(db, turned, bareFacts(changed));
  else await turnColumns(db, turned, await makeFacts(db, changed, facts.unsent));
  return placed;
}

// Packed text is folded and so without line breaks; this holds even for what a newer version packs.
function oneLine(line: string): string {
  return line.replaceAll('\n', ' ');
}

/** Gives each new contact a block, once for all: the last one, or the next where that is full. Counts those that come and go. */
async function place(db: BookDb, arrived: { id: string }[], gone: number): Promise<Map<string, number>> {
  const placed = new Map<string, number>();
  if (arrived.length === 0 && gone === 0) return placed;
  let { last, lines, contacts } = await getMeta(db, 'blocks');
  for (const { id } of arrived) {
    if (lines >= BLOCK_SIZE) [last, lines] = [last + 1, 0];
    placed.set(id, last);
    lines += 1;
  }
  contacts += arrived.length - gone;
  await setMeta(db, 'blocks', { last, lines, contacts });
  return placed;
}

/** @returns which contacts each of the blocks held and holds */
async function rewrite(db: BookDb, edits: Map<number, Edits>): Promise<Turned[]> {
  const ids = [...edits.keys()];
  if (ids.length === 0) return [];
  const blocks = await getBlocks(db, ids);
  const edited = ids.map((id, i) => editBlock(id, blocks[i], edits.get(id) ?? new Map()));
  await putBlocks(
    db,
    edited.flatMap((after, i) => (after ? [{ before: blocks[i], after }] : [])),
  );
  return ids.map((block, i) => {
    const before = idsIn(blocks[i]);
    return { block, before, after: edited[i] ? idsIn(edited[i]) : before };
  });
}

function idsIn(block: SearchBlock | undefined): string[] {
  return !block || block.ids === '' ? [] : block.ids.split('\n');
}

/** The block with its edits; null where they change nothing, so that nothing need be written. */
function editBlock(id: number, block: SearchBlock | undefined, edits: Edits): SearchBlock | null {
  const lines = readBlock(block);
  let same = block !== undefined;
  for (const [contact, line] of edits) {
    same &&= lines.get(contact) === (line ?? undefined);
    if (line === null) lines.delete(contact);
    else lines.set(contact, line);
  }
  if (same) return null;
  return { id, ids: [...lines.keys()].join('\n'), lines: [...lines.values()].join('\n') };
}

function readBlock(block: SearchBlock | undefined): Map<string, string> {
  if (!block || block.ids === '') return new Map();
  const lines = block.lines.split('\n');
  return new Map(block.ids.split('\n').map((id, i) => [id, lines[i] ?? '']));
}

/**
 * Changes lines where they lie; one that is not there is passed over.
 * @param places the block of each contact
 * @returns the contacts whose lines were found
 */
export async function editLines(
  db: BookDb,
  places: ReadonlyMap<string, number>,
  edit: (line: string, id: string) => string,
): Promise<Set<string>> {
  const found = new Set<string>();
  const blocks = await getBlocks(db, [...new Set(places.values())]);
  const wanted = Map.groupBy(places.keys(), (id) => places.get(id));
  const edited = blocks.flatMap((block) => {
    const lines = readBlock(block);
    const edits: Edits = new Map();
    for (const id of wanted.get(block?.id) ?? []) {
      const line = lines.get(id);
      if (line === undefined) continue;
      found.add(id);
      edits.set(id, edit(line, id));
    }
    const after = block && editBlock(block.id, block, edits);
    return after ? [{ before: block, after }] : [];
  });
  await putBlocks(db, edited);
  return found;
}
