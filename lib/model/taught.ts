import { members, textOf, type Field, type Fields } from '#lib/model/field.ts';

/**
 * A recipe that somebody taught, as a record of the workspace (R15): each version is a value of its own, so that none is
 * lost when two teach at once, and `version` says which one holds. `text` is the recipe as JSON, for others to check.
 */
export type TaughtVersion = {
  number: number;
  at: string;
  /** A user id; '' of whoever works alone. */
  by: string;
  /** The version that it brought back. */
  from: number | null;
  text: string;
};

/** Versions that are kept. */
export const TAUGHT_VERSIONS = 10;
export const TAUGHT_NAME = 80;

/** The versions of a record, the oldest first; what a newer version of Carnet wrote in another form is left out. */
export function taughtVersions(fields: Fields): TaughtVersion[] {
  return members(fields, 'version')
    .flatMap((key) => readVersion(Number(key), textOf(fields, `version/${key}`)) ?? [])
    .toSorted((a, b) => a.number - b.number);
}

/** The version that holds; undefined where there is none that can be read. */
export function heldVersion(fields: Fields): TaughtVersion | undefined {
  const held = fields['version']?.value;
  return taughtVersions(fields).find(({ number }) => number === held);
}

/** The values that make another version the one that holds; the oldest make room. */
export function nextVersion(
  fields: Fields,
  { text, ...made }: Omit<TaughtVersion, 'number'>,
): Record<string, Field['value'] | null> {
  const numbers = members(fields, 'version').map(Number).filter(Number.isInteger);
  const number = Math.max(0, ...numbers) + 1;
  const old = numbers.toSorted((a, b) => b - a).slice(TAUGHT_VERSIONS - 1);
  return {
    version: number,
    [`version/${number}`]: JSON.stringify({ ...made, recipe: JSON.parse(text) as unknown }),
    ...Object.fromEntries(old.map((one) => [`version/${one}`, null])),
  };
}

function readVersion(number: number, json: string): TaughtVersion | null {
  try {
    const read = JSON.parse(json) as Partial<Record<'at' | 'by' | 'from' | 'recipe', unknown>>;
    const { at, by, from, recipe } = read;
    if (!Number.isInteger(number) || typeof at !== 'string' || typeof recipe !== 'object') return null;
    return {
      number,
      at,
      by: typeof by === 'string' ? by : '',
      from: typeof from === 'number' ? from : null,
      text: JSON.stringify(recipe),
    };
  } catch {
    return null;
  }
}
