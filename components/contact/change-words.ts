import { nameOfChannel } from '#components/contact/sender-mark.tsx';
import { countryName, languageName } from '#lib/i18n/names.ts';
import { t, type WordKey } from '#lib/i18n/words.ts';
import { channels } from '#lib/model/channel.ts';
import type { Act, ValueView } from '#lib/messages/acts.ts';
import type { Integration } from '#lib/messages/book.ts';

const LABELS: Partial<Record<string, WordKey>> = {
  name: 'name',
  country: 'country',
  language: 'language',
  integration: 'integrations',
  note: 'form_note',
  channel: 'form_channel',
  address: 'integration_address',
  into: 'conflict_merge_into',
};

/** What somebody did: "Sender added". */
export const actWords = (act: Act): string => t(`act_${act}`);

/** A value's name in words: `country` becomes "Country". What is not known is shown as it is. */
export function labelWords(label: string): string {
  const word = LABELS[label];
  return Object.hasOwn(channels, label) ? nameOfChannel(label) : word ? t(word) : label;
}

/** A value in words: of `country`, `PL` becomes "Poland"; a dash for none. */
export function valueWords(label: string, value: string, integrations: readonly Integration[]): string {
  if (value === '') return t('details_none');
  if (label === 'country') return countryName(value);
  if (label === 'language') return languageName(value);
  if (label === 'channel') return nameOfChannel(value);
  if (label === 'integration') return integrations.find(({ id }) => id === value)?.name ?? value;
  return value;
}

/** Values as plain text, one a line: what is copied of them. */
export function valuesText(values: readonly ValueView[], integrations: readonly Integration[]): string {
  return values
    .map(({ label, value }) => `${labelWords(label)}: ${valueWords(label, value, integrations)}`)
    .join('\n');
}
