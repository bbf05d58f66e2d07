import type { ContactView } from '#lib/messages/book.ts';
import { formatDay } from '#lib/i18n/dates.ts';
import { countryName, languageName } from '#lib/i18n/names.ts';
import { t } from '#lib/i18n/words.ts';
import { shortId } from '#lib/model/contact.ts';
import { nameOfChannel } from '#components/contact/sender-mark.tsx';

/** A whole contact as plain text, one value a line: what "Copy all" copies (G3). */
export function contactText(contact: ContactView): string {
  const { country, language, integrations } = contact;
  const lines: [string, string][] = [
    [t('name'), contact.name],
    [t('contact_id'), shortId(contact.id)],
    ...contact.senders.map(({ channel, value }): [string, string] => [nameOfChannel(channel), value]),
    [t('country'), country ? countryName(country) : ''],
    [t('language'), language ? languageName(language) : ''],
    [t('integrations'), integrations.join(', ')],
    [t('added_on'), formatDay(contact.createdAt)],
  ];
  return lines
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `${label}: ${value}`)
    .join('\n');
}
