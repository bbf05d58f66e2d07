import { language, plural, t, type WordKey } from '#lib/i18n/words.ts';
import { formatDay } from '#lib/i18n/dates.ts';
import { formatNumber } from '#lib/i18n/words.ts';
import type { AttributeKind } from '#lib/model/attribute.ts';
import {
  askedBy,
  conditionProblem,
  positiveOf,
  type Condition,
  type Filter,
  type Operator,
} from '#lib/model/filter.ts';
import { isFlag, type FactWords } from './fact-words.ts';
import { kinds } from './columns.ts';

/** A condition in words: the attribute, and what is asked of it. `problem`: why it cannot be asked. */
export type ConditionWords = { attribute: string; asks: string; problem: string | null };

/** What an operator is called; of an attribute with several values the two of lists read otherwise. */
export function operatorWords(operator: Operator, kind: AttributeKind | null): string {
  const word = operator.replaceAll('-', '_');
  const isOfMany = kind === 'many' && positiveOf(operator).positive !== 'known';
  return t(`filter_op_${isOfMany ? 'many_' : ''}${word}` as WordKey);
}

/** What a condition asks, as its chip and the sentence say it (E13, E17). */
export function conditionWords(condition: Condition, words: FactWords): ConditionWords {
  const { attribute, is } = condition;
  const kind = kinds(words.attributes)(attribute);
  const problem = conditionProblem(condition, kind);
  const value = problem ? '' : valueWords(condition, words);
  return {
    attribute: problem === 'attribute' ? t('filter_gone') : words.nameOf(attribute),
    asks: problem === 'attribute' ? '' : [operatorWords(is, kind), value].filter(Boolean).join(' '),
    problem: problem && t(`filter_problem_${problem}`),
  };
}

function valueWords({ attribute, is, value }: Condition, words: FactWords): string {
  if (isFlag(attribute, words.attributes))
    return askedBy(is) === 'nothing' ? '' : t('value_yes').toLowerCase();
  switch (askedBy(is)) {
    case 'nothing':
      return '';
    case 'texts':
      return anyOf((value as string[]).map((one) => words.valueOf(attribute, one)));
    case 'numbers': {
      const [from, to] = value as [number, number];
      return t('filter_range', formatNumber(from), formatNumber(to));
    }
    case 'number':
      return formatNumber(value as number);
    case 'day':
      return formatDay(`${String(value)}T12:00`);
    case 'days':
      return plural('filter_days', value as number);
    default:
      return isNamed(is, attribute, words)
        ? words.valueOf(attribute, String(value))
        : t('filter_quoted', String(value));
  }
}

/** Texts that a person typed are quoted; names out of a list are not. */
function isNamed(is: Operator, attribute: string, { attributes }: FactWords): boolean {
  const kind = kinds(attributes)(attribute);
  return positiveOf(is).positive === 'is' && (kind === 'choice' || kind === 'named');
}

function anyOf(names: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: 'disjunction' }).format(names);
}

/** The whole filter as a sentence (E17): "Contacts whose Country is Poland and ..., or whose ...". '' without a filter. */
export function filterSentence({ groups }: Filter, words: FactWords): string {
  if (groups.length === 0) return '';
  const parts = groups.map((group) =>
    group
      .map((condition) => conditionWords(condition, words))
      .map(({ attribute, asks }) => `${attribute} ${asks}`.trim())
      .join(t('filter_joins_and')),
  );
  return t('filter_sentence', parts.join(t('filter_joins_or')));
}
