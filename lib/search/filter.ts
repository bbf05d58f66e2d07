import type { AttributeKind, FactValue } from '#lib/model/attribute.ts';
import {
  conditionProblem,
  positiveOf,
  type Condition,
  type Filter,
  type Positive,
} from '#lib/model/filter.ts';
import { foldText } from '#lib/model/text.ts';
import { columnFor, eachFit, type Column, type Columns } from '#lib/search/columns.ts';
import { digitsOf } from '#lib/search/pack.ts';

/** Whether each line of a block matches: 1 or 0. */
export type Lines = Uint8Array;
/** A filter made ready: it is asked of a thousand blocks. */
export type Matcher = (block: Columns) => Lines;

export type FilterContext = {
  /** How an attribute compares; null where it is gone. */
  kind: (attribute: string) => AttributeKind | null;
  /** Milliseconds; `within` counts its days back from it. */
  now: number;
};

/**
 * Makes a filter ready. A negation matches whoever its positive does not, those of whom nothing is known among them.
 * A condition that cannot be asked (its attribute is gone, its value missing) matches nobody and never everybody: a list
 * to be deleted must not grow by it. Whoever shows a filter says so beside the condition (`conditionProblem`).
 */
export function readyFilter({ groups }: Filter, context: FilterContext): Matcher {
  const ready = groups.map((group) => group.map((condition) => readyCondition(condition, context)));
  return (block) => {
    if (ready.length === 0) return new Uint8Array(block.size).fill(1);
    return anyOf(
      ready.map((group) =>
        allOf(
          group.map((matches) => matches(block)),
          block.size,
        ),
      ),
      block.size,
    );
  };
}

/** How many lines match. */
export function countLinesOf(lines: Lines): number {
  let count = 0;
  for (const line of lines) count += line;
  return count;
}

function allOf(parts: readonly Lines[], size: number): Lines {
  const all = new Uint8Array(size).fill(1);
  for (const part of parts) for (let line = 0; line < size; line++) all[line]! &= part[line]!;
  return all;
}

function anyOf(parts: readonly Lines[], size: number): Lines {
  const any = new Uint8Array(size);
  for (const part of parts) for (let line = 0; line < size; line++) any[line]! |= part[line]!;
  return any;
}

function readyCondition(condition: Condition, { kind, now }: FilterContext): Matcher {
  if (conditionProblem(condition, kind(condition.attribute))) return ({ size }) => new Uint8Array(size);
  const { positive, negated } = positiveOf(condition.is);
  const test = testOf(positive, condition, now);
  return (columns) => {
    const { size } = columns;
    const lines = new Uint8Array(size);
    const column = columnFor(columns, condition.attribute);
    if (column) eachFit(column, fitsOf(column, test), (line) => (lines[line] = 1));
    if (negated) for (let line = 0; line < size; line++) lines[line]! ^= 1;
    return lines;
  };
}

type Test = (value: FactValue) => boolean;
/** A test of each of a value's texts, folded. */
type FoldedTest = { text: (folded: string) => boolean };

/** The folded texts of a column's values: folding costs more than all else, and many conditions ask one column. */
const foldedIn = new WeakMap<Column, readonly (readonly string[])[]>();

function foldedOf(column: Column): readonly (readonly string[])[] {
  const folded = foldedIn.get(column) ?? column.values.map((value) => textsOf(value).map(foldText));
  foldedIn.set(column, folded);
  return folded;
}

/** Which of a column's values pass. */
function fitsOf(column: Column, test: Test | FoldedTest): boolean[] {
  if (typeof test === 'function') return column.values.map(test);
  const { text } = test;
  return foldedOf(column).map((texts) => texts.some(text));
}

function testOf(positive: Positive, { attribute, value }: Condition, now: number): Test | FoldedTest {
  switch (positive) {
    case 'known':
      return () => true;
    case 'is':
      return isOneOf([String(value)]);
    case 'any-of':
      return isOneOf(value as string[]);
    case 'contains':
      return holds(attribute, String(value));
    case 'equals':
    case 'more':
    case 'less':
    case 'between':
      return compares(positive, value as number | [number, number]);
    default:
      return falls(positive, value as string | number, now);
  }
}

/** Texts compare folded, so that case and accents do not count; ids and codes fold to themselves. */
function isOneOf(wanted: readonly string[]): FoldedTest {
  const folded = new Set(wanted.map(foldText));
  return { text: (text) => folded.has(text) };
}

const DIGITS = new Set(['primaryPhone', 'phones']);

function holds(attribute: string, wanted: string): Test | FoldedTest {
  if (DIGITS.has(attribute)) {
    const digits = digitsOf(wanted);
    return (value) => digits !== '' && textsOf(value).some((text) => digitsOf(text).includes(digits));
  }
  const folded = foldText(wanted);
  return { text: (text) => text.includes(folded) };
}

function compares(positive: 'equals' | 'more' | 'less' | 'between', value: number | [number, number]): Test {
  const [low, high] = typeof value === 'number' ? [value, value] : [Math.min(...value), Math.max(...value)];
  const tests = {
    equals: (n: number) => n === low,
    more: (n: number) => n > low,
    less: (n: number) => n < low,
    between: (n: number) => n >= low && n <= high,
  };
  return (fact) => typeof fact === 'number' && tests[positive](fact);
}

const DAY = 24 * 3_600_000;

/**
 * Days are the agent's own: a moment (ISO 8601 in UTC) falls on the day it was where they are. A plain date
 * (`YYYY-MM-DD`, of an attribute of the team's own) is no moment and is compared as it is written.
 */
function falls(positive: Positive, value: string | number, now: number): Test {
  const [first, last] =
    typeof value === 'number' ? [dayOf(now - (value - 1) * DAY), dayOf(now)] : [value, value];
  const [begin, end] = [startOf(first), startOf(dayAfter(last))];
  const isIn = (text: string) =>
    text.length === 10 ? text >= first && text <= last : text >= begin && text < end;
  const isBefore = (text: string) => text < (text.length === 10 ? first : begin);
  return (fact) => {
    const text = textsOf(fact)[0] ?? '';
    if (positive === 'before') return isBefore(text);
    return positive === 'after' ? !isBefore(text) && !isIn(text) : isIn(text);
  };
}

/** The local day of a moment as `YYYY-MM-DD`. */
function dayOf(time: number): string {
  const date = new Date(time);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Noon is on its own day wherever clocks are put forward or back at night. */
const dayAfter = (day: string) => dayOf(new Date(`${day}T12:00:00`).getTime() + DAY);
const startOf = (day: string) => new Date(`${day}T00:00:00`).toISOString();

function textsOf(value: FactValue): readonly string[] {
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'string' ? [value] : value;
}
