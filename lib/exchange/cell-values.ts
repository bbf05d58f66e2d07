/** Between several values of one cell, as Google Contacts writes them, and our own export. */
export const BETWEEN = ' ::: ';

/** What else may stand between the tags of one cell, the least likely to be part of a tag first. */
const BETWEEN_TAGS = [/\|/u, /;/u, /[\n\r]/u] as const;
/** A tag in quotes, commas and all, or whatever stands up to the next comma. */
const TAG = /\s*"((?:[^"]|"")*)"\s*(?:,|$)|([^,]+)(?:,|$)/gu;

/** The values of one cell: between ` ::: ` where that is there, else between semicolons, commas and line breaks. */
export function valuesOf(text: string): string[] {
  return betweenColons(text) ?? split(text, /[;,\n\r]/u);
}

/**
 * The tags of one cell. Of what may stand between them only one does: ` ::: ` (Google, our own export), else bars, else
 * semicolons (HubSpot; Outlook, where Windows has them in lists), else line breaks, else commas, which then may also
 * stand within quotes.
 */
export function tagsOf(text: string): string[] {
  const between = BETWEEN_TAGS.find((one) => one.test(text));
  return betweenColons(text) ?? (between ? split(text, between) : betweenCommas(text));
}

/** A cell that `valuesOf` and `tagsOf` read as these values: one that looks like several has ` :::` after it. */
export function cellOfValues(values: readonly string[]): string {
  const [first = ''] = values;
  const isAmbiguous = values.length === 1 && /[|;,"\n\r]/u.test(first);
  return values.join(BETWEEN) + (isAmbiguous ? BETWEEN.trimEnd() : '');
}

function betweenColons(text: string): string[] | null {
  return text.includes(BETWEEN.trim()) ? split(text, /:::/u) : null;
}

function betweenCommas(text: string): string[] {
  return [...text.matchAll(TAG)].map(([, quoted, bare = '']) =>
    (quoted?.replaceAll('""', '"') ?? bare).trim(),
  );
}

function split(text: string, between: RegExp): string[] {
  return text.split(between).map((part) => part.trim());
}
