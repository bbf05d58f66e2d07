import { builtIns, customTypes, kindOf, type AttributeKind } from '#lib/model/attribute.ts';
import type { Attribute } from '#lib/messages/definitions.ts';
import type { SortKey } from '#lib/messages/book.ts';

/**
 * A column of the list: an attribute's key, or `senders`, the marks of what a contact writes from. `least`: pixels it
 * needs to be read; `share`: of the room that is left.
 */
export type Column = { key: string; least: number; share: number };

/** The marks of the senders (A7): no attribute of its own; sorted as the channels they live on. */
export const SENDERS = 'senders';

/** What the list shows before anybody chooses (A6, A7, E5): with the name, which is always there and first. */
export const usualColumns: readonly string[] = [
  SENDERS,
  'primaryEmail',
  'primaryPhone',
  'organisation',
  'tags',
  'country',
  'lastSeen',
];

const BY_KEY: Record<string, [least: number, share: number]> = {
  name: [170, 1.6],
  [SENDERS]: [98, 0.3],
  primaryEmail: [168, 1.3],
  emails: [180, 1.3],
  primaryPhone: [124, 0.4],
  phones: [140, 0.6],
  organisation: [108, 0.9],
  tags: [112, 1],
  country: [106, 0.5],
  language: [88, 0.4],
  // Their headings are the longest of all dates.
  lastSeen: [90, 0.3],
  updatedAt: [130, 0.3],
  firstSeen: [100, 0.3],
  firstWebSession: [100, 0.3],
  lastWebSession: [100, 0.3],
  firstChat: [112, 0.3],
  lastChat: [112, 0.3],
};
const BY_KIND: Record<AttributeKind, [least: number, share: number]> = {
  text: [120, 0.8],
  many: [130, 0.8],
  choice: [110, 0.6],
  named: [110, 0.6],
  number: [84, 0.3],
  date: [84, 0.3],
};

/** The columns of these keys, the name before them; those whose attribute is gone are left out. */
export function columnsOf(keys: readonly string[], attributes: readonly Attribute[]): Column[] {
  const kind = kinds(attributes);
  return ['name', ...new Set(keys)].flatMap((key, at) => {
    if (key === 'name' && at > 0) return [];
    const width = BY_KEY[key] ?? BY_KIND[kind(key) ?? 'text'];
    return key === SENDERS || kind(key) !== null ? [{ key, least: width[0], share: width[1] }] : [];
  });
}

/** Every column there is to choose from but the name (E6): what is known of anybody, then the team's own. */
export function allColumns(attributes: readonly Attribute[]): string[] {
  const known = builtIns.filter((key) => key !== 'name' && key !== 'channels');
  return [SENDERS, ...known, ...attributes.map(({ key }) => key)];
}

/** How an attribute compares, the team's own among them; null for one that is gone. */
export function kinds(attributes: readonly Attribute[]): (key: string) => AttributeKind | null {
  const types = new Map(attributes.map(({ id, type }) => [id, type]));
  return (key) => kindOf(key, (id) => customTypes.find((type) => type === types.get(id)) ?? null);
}

/** What a column is sorted by (E9, G32). */
export const sortKey = (key: string): SortKey => (key === SENDERS ? 'channels' : key);

export type Sort = { by: SortKey; descending: boolean };

/** The newest first, as an agent looks for whoever just wrote. */
export const firstSort: Sort = { by: 'createdAt', descending: true };

/** The order after a click on a column's header: the other way round where it was sorted by it, else its natural way. */
export function sortAfterClick(now: Sort | 'best', by: SortKey, kind: AttributeKind | null): Sort {
  if (now !== 'best' && now.by === by) return { by, descending: !now.descending };
  return { by, descending: kind === 'date' || kind === 'number' };
}

/** Pixels of the boxes to tick, and of the three dots. */
const TICK = 44;
const DOTS = 40;

/** The tracks of the grid that head and rows share, and the pixels below which they scroll sideways. */
export function tracksOf(columns: readonly Column[]): { tracks: string; least: number } {
  const tracks = columns.map(({ least, share }) => `minmax(${least}px, ${share}fr)`).join(' ');
  const least = columns.reduce((sum, column) => sum + column.least, TICK + DOTS);
  return { tracks: `${TICK}px ${tracks} ${DOTS}px`, least };
}
