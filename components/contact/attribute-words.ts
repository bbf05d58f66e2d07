import { formatDay } from '#lib/i18n/dates.ts';
import { countryName, languageName } from '#lib/i18n/names.ts';
import { formatNumber, t, type WordKey } from '#lib/i18n/words.ts';
import { builtIns, customId } from '#lib/model/attribute.ts';
import type { Field } from '#lib/model/field.ts';
import type { ContactView } from '#lib/messages/book.ts';
import type { Attribute, Member, Organisation } from '#lib/messages/definitions.ts';
import { useAttributes } from '#components/use-attributes.ts';
import { useMembersById } from '#components/use-members.ts';
import { useOrganisationsById } from '#components/use-organisations.ts';

/** What names of attributes and words of values are looked up in. */
export type Known = {
  attributes: readonly Attribute[];
  organisations: ReadonlyMap<string, Organisation>;
  members: ReadonlyMap<string, Member>;
};

export function useKnown(): Known {
  const { data: attributes = [] } = useAttributes();
  const organisations = useOrganisationsById();
  const members = useMembersById();
  return { attributes, organisations, members };
}

const NAMED: ReadonlySet<string> = new Set([...builtIns, 'status', 'alias']);

/** An attribute's name, built in or the team's own; the key itself of one that is gone. */
export function attributeName(key: string, attributes: readonly Attribute[]): string {
  if (customId(key) !== null) return attributes.find((one) => one.key === key)?.name ?? key;
  return NAMED.has(key) ? t(`attribute_${key}` as WordKey) : key;
}

/** A field's value in words, as it is shown and copied; ids become names, codes become words. '' for none. */
export function fieldWords(key: string, value: Field['value'] | undefined, known: Known): string {
  if (value === undefined || value === '') return '';
  if (typeof value === 'boolean') return t(value ? 'value_yes' : 'value_no');
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value !== 'string') return value.join(', ');
  switch (key) {
    case 'country':
      return countryName(value);
    case 'language':
      return languageName(value);
    case 'organisation':
      return known.organisations.get(value)?.name ?? t('value_gone');
    case 'assignee':
      return known.members.get(value)?.name ?? t('value_gone');
    default:
      return isDate(key, known) ? formatDay(value.length === 10 ? `${value}T12:00` : value) : value;
  }
}

const DATES = new Set([
  'firstSeen',
  'lastSeen',
  'firstWebSession',
  'lastWebSession',
  'firstChat',
  'lastChat',
]);

function isDate(key: string, { attributes }: Known): boolean {
  return DATES.has(key) || attributes.find((one) => one.key === key)?.type === 'date';
}

/** The value of an attribute that is shown on one line, in words, wherever it is kept. '' for none. */
export function readWords(contact: ContactView, attribute: string, known: Known): string {
  const { status, integrations, createdAt, createdBy, fields } = contact;
  if (attribute === 'integrations') return integrations.join(', ');
  if (attribute === 'status')
    return status ? t('status_at', stateWords(status.state), formatDay(status.at)) : '';
  if (attribute === 'createdAt') {
    const day = formatDay(createdAt);
    return createdBy ? t('details_added_by', day, createdBy) : day;
  }
  const value = fields[attribute]?.value;
  if (attribute === 'secondsSpent' && typeof value === 'number') return duration(value);
  return fieldWords(attribute, value, known);
}

/** The words of a ticket's state; one that only a newer version knows is shown as it is. */
export function stateWords(state: string): string {
  const key = `ticket_state_${state}` as WordKey;
  const words = t(key);
  return words === key ? state : words;
}

function duration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return t('value_minutes', formatNumber(minutes));
}
