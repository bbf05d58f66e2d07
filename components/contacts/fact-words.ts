import { useMemo } from 'react';
import { attributeName, fieldWords, useKnown } from '#components/contact/attribute-words.ts';
import { nameOfChannel } from '#components/contact/sender-mark.tsx';
import { useIntegrations } from '#components/use-book.ts';
import { useTagsById } from '#components/use-tags.ts';
import { formatDay } from '#lib/i18n/dates.ts';
import { formatNumber, t } from '#lib/i18n/words.ts';
import type { FactValue } from '#lib/model/attribute.ts';
import type { Attribute, Tag } from '#lib/messages/definitions.ts';
import { kinds, SENDERS } from './columns.ts';

/** What attributes and their values are called, for columns, filters and their sentences. */
export type FactWords = {
  attributes: readonly Attribute[];
  tags: ReadonlyMap<string, Tag>;
  /** An attribute's name. */
  nameOf: (key: string) => string;
  /** A value as a person reads it: ids and codes become names, moments become days. */
  valueOf: (key: string, value: FactValue) => string;
};

export function useFactWords(): FactWords {
  const known = useKnown();
  const { attributes, organisations, members } = known;
  const tags = useTagsById();
  const { data: integrations } = useIntegrations();
  return useMemo(() => {
    const kind = kinds(attributes);
    const accounts = new Map(integrations?.map(({ id, name }) => [id, name]));
    const one = (key: string, value: string | number): string => {
      if (typeof value === 'number') return key === 'secondsSpent' ? duration(value) : formatNumber(value);
      if (key === 'tags') return tags.get(value)?.name ?? t('value_gone');
      if (key === 'channels') return nameOfChannel(value);
      if (key === 'integrations') return accounts.get(value) ?? t('value_gone');
      if (key === 'createdBy') return members.get(value)?.name ?? '';
      if (isFlag(key, attributes)) return t('value_yes');
      if (kind(key) === 'date') return formatDay(value.length === 10 ? `${value}T12:00` : value);
      return fieldWords(key, value, { attributes, organisations, members });
    };
    const valueOf = (key: string, value: FactValue) =>
      typeof value === 'string' || typeof value === 'number'
        ? one(key, value)
        : value.map((part) => one(key, part)).join(', ');
    const nameOf = (key: string) => (key === SENDERS ? t('senders') : attributeName(key, attributes));
    return { attributes, tags, nameOf, valueOf };
  }, [attributes, organisations, members, tags, integrations]);
}

/** What is either so or not: it has the one value `yes`, or none. */
export function isFlag(key: string, attributes: readonly Attribute[]): boolean {
  if (key === 'blocked' || key === 'unsent') return true;
  return attributes.find((one) => one.key === key)?.type === 'checkbox';
}

/** Seconds as hours, minutes or seconds, whichever is read at a glance. */
function duration(seconds: number): string {
  const [value, unit] =
    seconds >= 5400
      ? [seconds / 3600, 'hour']
      : seconds >= 90
        ? [seconds / 60, 'minute']
        : [seconds, 'second'];
  return new Intl.NumberFormat(t('language_tag'), {
    style: 'unit',
    unit,
    maximumFractionDigits: unit === 'hour' ? 1 : 0,
  }).format(value);
}
