import type { ContactView } from '#lib/messages/book.ts';
import { formatDay } from '#lib/i18n/dates.ts';
import { countryName, languageName } from '#lib/i18n/names.ts';
import { t } from '#lib/i18n/words.ts';
import { Flag } from '#components/ui/flag.tsx';
import { Detail, DetailList } from '#components/contact/detail-list.tsx';
import { Unsent } from '#components/contact/unsent.tsx';

/** What is known of a contact beside its senders. Rows without a value are left out. */
export function Details({ contact }: { contact: ContactView }) {
  const { country, language, integrations } = contact;
  const unsent = (key: string) => ({
    aside: contact.unsentFields.some((field) => field === key || field.startsWith(`${key}/`)) && <Unsent />,
  });
  return (
    <DetailList>
      {country && (
        <Detail label={t('country')} copy={countryName(country)} {...unsent('country')}>
          <Flag code={country} />
          {countryName(country)}
        </Detail>
      )}
      {language && (
        <Detail label={t('language')} copy={languageName(language)} {...unsent('language')}>
          {languageName(language)}
        </Detail>
      )}
      {integrations.length > 0 && (
        <Detail label={t('integrations')} copy={integrations.join(', ')} {...unsent('integration')}>
          {integrations.join(', ')}
        </Detail>
      )}
      <Detail label={t('added_on')}>{addedWords(contact)}</Detail>
    </DetailList>
  );
}

function addedWords({ createdAt, createdBy }: ContactView): string {
  const day = formatDay(createdAt);
  return createdBy ? t('details_added_by', day, createdBy) : day;
}
