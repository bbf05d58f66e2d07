import { foldText } from '#lib/model/text.ts';
import { isEmail } from '#lib/model/email.ts';
import { HEADER_SHAPES, HEADER_WORDS } from './header-words.ts';
import { OUR_END, OUR_WORDS } from './our-words.ts';
import { SENDER_WORDS } from './sender-words.ts';
import { isMany, type Target } from './target.ts';

const BY_WORD = new Map(
  Object.entries({ ...HEADER_WORDS, ...SENDER_WORDS }).flatMap(([target, words]) =>
    words.map((word) => [word, target] as const),
  ),
);

/**
 * What each column of a file is about, by its heading and where that says nothing by what stands in it.
 * @param attributes the team's own attributes: a column called like one is that
 */
export function guessTargets(
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  attributes: readonly { id: string; name: string }[] = [],
): Target[] {
  const own = new Map(attributes.map(({ id, name }) => [headerKey(name), `custom/${id}`]));
  const keys = headers.map(headerKey);
  const isOurs = OUR_END.includes(keys.slice(-3).join(', '));
  const targets = keys.map(
    (key, at) =>
      own.get(key) ??
      (isOurs ? OUR_WORDS[key] : undefined) ??
      byHeader(key) ??
      byContent(rows.map((row) => row[at] ?? '')),
  );
  const taken = new Set<Target>();
  const once = targets.map((target) => {
    if (isMany(target) || target === 'skip') return target;
    // «Name» beside «Given name» and «Family name», a second city: the first counts, the others can be chosen by hand.
    if (taken.has(target)) return 'skip';
    taken.add(target);
    return target;
  });
  return nameOfPerson(once);
}

/** Whether a first row looks like headings: one of them is known, and none is an address. */
export function looksLikeHeader(row: readonly string[]): boolean {
  return row.some((cell) => byHeader(headerKey(cell)) !== null) && !row.some((cell) => isEmail(cell));
}

/** A heading as words are compared: «E-mail 1 - Value» and «e_mail 1 value» are one. */
export function headerKey(header: string): string {
  return foldText(header)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function byHeader(key: string): Target | null {
  return BY_WORD.get(key) ?? HEADER_SHAPES.find(([shape]) => shape.test(key))?.[1] ?? null;
}

function byContent(cells: readonly string[]): Target {
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (filled.length === 0) return 'skip';
  const share = (is: (cell: string) => boolean) => filled.filter(is).length / filled.length;
  if (share(isEmail) > 0.8) return 'email';
  return share((cell) => /^\s*(?:\+|00)[\d\s().-]{7,}$/u.test(cell)) > 0.8 ? 'phone' : 'skip';
}

/** «Nom» alone, without a first name beside it, is the whole name. */
function nameOfPerson(targets: Target[]): Target[] {
  if (targets.includes('name') || targets.includes('firstName')) return targets;
  return targets.map((target) => (target === 'lastName' ? 'name' : target));
}
