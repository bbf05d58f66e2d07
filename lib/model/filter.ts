import type { AttributeKind } from '#lib/model/attribute.ts';

/**
 * A filter of contacts (E10 to E17): groups of conditions. All conditions of a group must hold, and one group is enough;
 * without a group every contact is meant.
 */
export type Filter = { groups: Condition[][] };

/** One condition; `value` is what its operator asks for (`valueOf`). */
export type Condition = { attribute: string; is: Operator; value: ConditionValue };
export type ConditionValue = string | number | string[] | [number, number] | null;

/** Positive operators, each with its negation (E13): a contact matches exactly one of the two. */
const PAIRS = {
  is: 'is-not',
  'any-of': 'none-of',
  contains: 'contains-not',
  equals: 'equals-not',
  more: 'more-not',
  less: 'less-not',
  between: 'between-not',
  on: 'on-not',
  before: 'before-not',
  after: 'after-not',
  within: 'within-not',
  known: 'unknown',
} as const;

export type Positive = keyof typeof PAIRS;
export type Operator = Positive | (typeof PAIRS)[Positive];

const POSITIVE = new Map<Operator, Positive>(
  (Object.keys(PAIRS) as Positive[]).map((operator) => [PAIRS[operator], operator]),
);
export const operators = (Object.keys(PAIRS) as Positive[]).flatMap((one): Operator[] => [one, PAIRS[one]]);

/** What an operator asks for: nothing, a text, several texts, a number, two numbers, a day (`YYYY-MM-DD`), a number of days. */
export type Asked = 'nothing' | 'text' | 'texts' | 'number' | 'numbers' | 'day' | 'days';
const ASKS: Record<Positive, Asked> = {
  is: 'text',
  'any-of': 'texts',
  contains: 'text',
  equals: 'number',
  more: 'number',
  less: 'number',
  between: 'numbers',
  on: 'day',
  before: 'day',
  after: 'day',
  within: 'days',
  known: 'nothing',
};

const OF_KIND: Record<AttributeKind, readonly Positive[]> = {
  text: ['is', 'contains', 'known'],
  many: ['any-of', 'contains', 'known'],
  number: ['equals', 'more', 'less', 'between', 'known'],
  date: ['on', 'before', 'after', 'within', 'known'],
  choice: ['is', 'any-of', 'known'],
  named: ['is', 'any-of', 'contains', 'known'],
};

/** The operators an attribute offers, each beside its negation. */
export function operatorsOf(kind: AttributeKind): Operator[] {
  return OF_KIND[kind].flatMap((one): Operator[] => [one, PAIRS[one]]);
}

/** An operator without its negation, and whether it had one. */
export function positiveOf(operator: Operator): { positive: Positive; negated: boolean } {
  const positive = POSITIVE.get(operator);
  return positive ? { positive, negated: true } : { positive: operator as Positive, negated: false };
}

export function askedBy(operator: Operator): Asked {
  return ASKS[positiveOf(operator).positive];
}

const DAY = /^\d{4}-\d{2}-\d{2}$/u;
const FITS: Record<Asked, (value: ConditionValue) => boolean> = {
  nothing: (value) => value === null,
  text: (value) => typeof value === 'string' && value.trim() !== '',
  texts: (value) => Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string'),
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  numbers: (value) =>
    Array.isArray(value) && value.length === 2 && value.every((one) => typeof one === 'number'),
  day: (value) => typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value)),
  days: (value) => typeof value === 'number' && Number.isInteger(value) && value > 0,
};

/** Why a condition cannot be asked: its attribute is gone, cannot be asked so, or what it compares with is missing. */
export type ConditionProblem = 'attribute' | 'operator' | 'value';

/** @param kind of the condition's attribute; null where there is none any more (an attribute deleted while a filter uses it) */
export function conditionProblem(condition: Condition, kind: AttributeKind | null): ConditionProblem | null {
  if (kind === null) return 'attribute';
  if (!operatorsOf(kind).includes(condition.is)) return 'operator';
  return FITS[askedBy(condition.is)](condition.value) ? null : 'value';
}

/** Whether two filters ask the same in the same words. */
export function sameFilter(a: Filter, b: Filter): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
