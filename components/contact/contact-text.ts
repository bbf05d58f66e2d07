import type { ContactView } from '#lib/messages/book.ts';
import type { Tag } from '#lib/messages/definitions.ts';
import type { AttributeOrder } from '#lib/model/attribute-order.ts';
import { t } from '#lib/i18n/words.ts';
import { shortId } from '#lib/model/contact.ts';
import { members } from '#lib/model/field.ts';
import { shownKeys } from '#lib/model/shown-attributes.ts';
import { useAttributeOrder } from '#components/use-attributes.ts';
import { useTagsById } from '#components/use-tags.ts';
import { kindOfRow } from '#components/contact/attribute-row.ts';
import {
  attributeName,
  fieldWords,
  readWords,
  useKnown,
  type Known,
} from '#components/contact/attribute-words.ts';
import { itemsOf } from '#components/contact/many-values.ts';
import { ordersOf } from '#components/contact/orders.ts';
import { nameOfChannel } from '#components/contact/sender-mark.tsx';

const NO_ORDER = { order: [], off: [] };

/** Gives a whole contact as plain text, one value a line: what "Copy all" copies (G3). */
export function useContactText(): (contact: ContactView) => string {
  const known = useKnown();
  const tags = useTagsById();
  const { data: order = NO_ORDER } = useAttributeOrder();
  return (contact) => contactText(contact, { known, tags, order });
}

type Words = { known: Known; tags: ReadonlyMap<string, Tag>; order: AttributeOrder };

/** Name, ID, senders, then the values in the team's order, without what is empty or not shown (D8), then the tags. */
export function contactText(contact: ContactView, { known, tags, order }: Words): string {
  const own = known.attributes.map(({ key }) => key);
  const lines: [string, string][] = [
    [t('name'), contact.name],
    [t('contact_id'), shortId(contact.id)],
    ...contact.senders.map(({ channel, value }): [string, string] => [nameOfChannel(channel), value]),
    ...shownKeys(own, order).map((key): [string, string] => [
      attributeName(key, known.attributes),
      wordsOf(contact, key, known),
    ]),
    [
      t('rail_tags'),
      members(contact.fields, 'tag')
        .flatMap((id) => tags.get(id)?.name ?? [])
        .join(', '),
    ],
  ];
  return lines
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `${label}: ${value}`)
    .join('\n');
}

function wordsOf(contact: ContactView, key: string, known: Known): string {
  const kind = kindOfRow(key, known.attributes);
  if (kind === 'email' || kind === 'phone')
    return itemsOf(contact, kind)
      .filter(({ isSender }) => !isSender)
      .map(({ value }) => value)
      .join(', ');
  if (kind === 'orders')
    return ordersOf(contact)
      .map(({ number }) => number)
      .join(', ');
  if (key === 'country' || key === 'language') return fieldWords(key, contact[key] ?? '', known);
  return readWords(contact, key, known);
}
