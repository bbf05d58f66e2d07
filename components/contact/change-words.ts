import { useMemo } from 'react';
import {
  attributeName,
  fieldWords,
  stateWords,
  useKnown,
  type Known,
} from '#components/contact/attribute-words.ts';
import { nameOfChannel } from '#components/contact/sender-mark.tsx';
import { useIntegrations } from '#components/use-book.ts';
import { useTagsById } from '#components/use-tags.ts';
import { t, type WordKey } from '#lib/i18n/words.ts';
import { customId } from '#lib/model/attribute.ts';
import { channels } from '#lib/model/channel.ts';
import type { Act, ValueView } from '#lib/messages/acts.ts';

const LABELS: Partial<Record<string, WordKey>> = {
  name: 'name',
  integration: 'integrations',
  note: 'form_note',
  channel: 'form_channel',
  address: 'integration_address',
  into: 'conflict_merge_into',
  tag: 'attribute_tags',
  order: 'attribute_orders',
  reason: 'block_reason',
  subject: 'ticket_subject',
  state: 'ticket_state',
  title: 'ticket_subject',
};

/** What somebody did: "Sender added". */
export const actWords = (act: Act): string => t(`act_${act}`);

/** How the values of a change are said, by what the team calls its attributes, tags, accounts and people. */
export type ChangeWords = {
  /** A value's name: `country` becomes "Country". What is not known is shown as it is. */
  nameOf: (label: string) => string;
  /** A value: of `country`, `PL` becomes "Poland"; a dash for none. */
  valueOf: (label: string, value: string) => string;
  /** Values as plain text, one a line: what is copied of them. */
  textOf: (values: readonly ValueView[]) => string;
};

export function useChangeWords(): ChangeWords {
  const known = useKnown();
  const { attributes, organisations, members } = known;
  const tags = useTagsById();
  const { data: integrations } = useIntegrations();
  return useMemo(() => {
    const nameOf = (label: string) => labelWords(label, attributes);
    const valueOf = (label: string, value: string): string => {
      if (value === '') return t('details_none');
      if (label === 'channel') return nameOfChannel(value);
      if (label === 'integration') return integrations?.find(({ id }) => id === value)?.name ?? value;
      if (label === 'tag') return tags.get(value)?.name ?? t('timeline_tag_gone');
      if (label === 'state') return stateWords(value);
      return fieldWords(label, typed(label, value, attributes), { attributes, organisations, members });
    };
    const textOf = (values: readonly ValueView[]) =>
      values.map(({ label, value }) => `${nameOf(label)}: ${valueOf(label, value)}`).join('\n');
    return { nameOf, valueOf, textOf };
  }, [attributes, organisations, members, tags, integrations]);
}

function labelWords(label: string, attributes: Known['attributes']): string {
  const word = LABELS[label];
  if (word) return t(word);
  if (Object.hasOwn(channels, label)) return nameOfChannel(label);
  const name = attributeName(label, attributes);
  return name === label && customId(label) !== null ? t('filter_gone') : name;
}

/** A change is told in texts: one of a number or a tick is read as that again. */
function typed(key: string, value: string, attributes: Known['attributes']): string | number | boolean {
  const type = attributes.find((one) => one.key === key)?.type;
  if (type === 'checkbox') return value === 'true';
  return type === 'number' ? Number(value) : value;
}
