import { nameOfChannel } from '#components/contact/sender-mark.tsx';
import { countryName, languageName } from '#lib/i18n/names.ts';
import { t, type WordKey } from '#lib/i18n/words.ts';
import { channels } from '#lib/model/channel.ts';
import type { ConflictView, ConflictWay, Integration } from '#lib/messages/book.ts';

const KNOWN = [
  'name_taken',
  'sender_taken',
  'deleted',
  'not_found',
  'id_exists',
  'invalid',
  'role',
  'field_overwritten',
  'renamed',
  'also_added',
] as const;
const LABELS: Partial<Record<string, WordKey>> = {
  name: 'name',
  country: 'country',
  language: 'language',
  integration: 'integrations',
  note: 'form_note',
  channel: 'form_channel',
  address: 'integration_address',
};
/** The change was applied; its author is only told what happened beside it. */
const NOTICES: ReadonlySet<string> = new Set(['field_overwritten', 'renamed', 'also_added']);

/** What happened, in a heading and a sentence. A code of a newer server is told in general words. */
export function conflictWords({ code, subject }: ConflictView): { title: string; what: string } {
  const known = KNOWN.find((one) => one === code) ?? 'unknown';
  return { title: t(`conflict_${known}`), what: t(`conflict_${known}_what` as WordKey, subject) };
}

/** A kept value with its name in words: `country` and `PL` become "Country" and "Poland". What is not known is shown as it is. */
export function keptWords(
  { label, value }: { label: string; value: string },
  integrations: readonly Integration[] = [],
): [string, string] {
  const word = LABELS[label];
  const name = label in channels ? nameOfChannel(label) : word ? t(word) : label;
  return [name, valueWords(label, value, integrations)];
}

function valueWords(label: string, value: string, integrations: readonly Integration[]): string {
  if (value === '') return t('details_none');
  if (label === 'country') return countryName(value);
  if (label === 'language') return languageName(value);
  if (label === 'integration') return integrations.find(({ id }) => id === value)?.name ?? value;
  return value;
}

/** What a way out does, as the words of its button. */
export function wayWords(way: ConflictWay, { code, other }: ConflictView): string {
  switch (way.do) {
    case 'attach':
      return other.contact ? t('conflict_way_attach', other.contact.name) : t('conflict_way_attach_other');
    case 'rename':
      return t('conflict_way_rename', way.name);
    case 'mine':
      return t('conflict_way_mine');
    case 'retry':
      return t('conflict_way_retry');
    default:
      return discardWords(code);
  }
}

function discardWords(code: string): string {
  if (code === 'field_overwritten') return t('conflict_way_theirs');
  return NOTICES.has(code) ? t('conflict_way_understood') : t('conflict_way_discard');
}
