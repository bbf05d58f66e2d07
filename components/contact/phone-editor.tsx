import { useState } from 'react';
import { Flag } from '#components/ui/flag.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { CountryField } from '#components/forms/place-fields.tsx';
import { problemWords } from '#components/problem-text.ts';
import { FieldForm } from '#components/contact/field-form.tsx';
import type { ManyEditorProps } from '#components/contact/many-row.tsx';
import { withItem } from '#components/contact/many-values.ts';
import { TakenWords, useTakenBy } from '#components/contact/taken-words.tsx';
import { useSetFields } from '#components/contact/use-set-fields.ts';
import { useSetting } from '#components/use-setting.ts';
import { countryName } from '#lib/i18n/names.ts';
import { t } from '#lib/i18n/words.ts';
import type { FieldSet } from '#lib/model/field.ts';
import { readPhone, type Phone } from '#lib/model/phone.ts';
import { cleanText } from '#lib/model/text.ts';
import { teamCountry } from '#lib/settings/settings.ts';
import css from '#components/contact/detail-list.module.css';

/**
 * Adds or changes a phone number (B36, G17). A national number is read for the country that is seen beside it: the
 * contact's, else the team's, else the one that is chosen (R4); how it will be saved is shown before it is.
 */
export function PhoneEditor({ contact, typing, onType, onClose }: ManyEditorProps) {
  const [isTried, setTried] = useState(false);
  const [chosen, choose] = useState<string | null>(null);
  const [team] = useSetting(teamCountry);
  const country = chosen ?? contact.country ?? team;
  const { set, isPending } = useSetFields(contact);
  const taken = useTakenBy(contact.id, 'phone', typing.text, country);
  const phone = readPhone(typing.text, country);
  const save = () => {
    setTried(true);
    if (!phone) return;
    const item = { key: phone.e164, value: cleanText(typing.text) };
    const values = withItem(contact, 'phone', item, typing.instead);
    set({ ...values, ...countryFrom(phone, contact.country) }, onClose);
  };
  return (
    <FieldForm
      label={t('phone_new')}
      isBusy={isPending}
      onSave={save}
      onClose={onClose}
      below={
        <>
          {phone && <Preview phone={phone} />}
          {!isInternational(typing.text) && (
            <CountryField label={t('phone_country')} value={country} onChange={choose} />
          )}
          {taken && <TakenWords words={t('phone_taken', taken.name)} contact={taken} />}
        </>
      }
    >
      <TextField
        label={t('phone_new')}
        hideLabel
        autoFocus
        inputMode="tel"
        autoComplete="off"
        value={typing.text}
        onChange={onType}
        hint={typing.text === '' && t('phone_hint')}
        error={isTried && !phone && wrong(typing.text, country)}
      />
    </FieldForm>
  );
}

/** How the number is saved, and of which country it is: said aloud as it changes. */
function Preview({ phone }: { phone: Phone }) {
  return (
    <output className={css.preview}>
      {t('phone_preview', phone.shown)}
      {phone.country && (
        <span>
          <Flag code={phone.country} /> {countryName(phone.country)}
        </span>
      )}
    </output>
  );
}

const isInternational = (text: string) => /^\s*(?:\+|00)/u.test(text);

function wrong(text: string, country: string | null): string {
  if (country === null && !isInternational(text)) return t('phone_needs_country');
  return problemWords({ reason: 'not_a_phone', value: text });
}

/** Where nothing is known, the number tells the country (B33); whatever is typed later wins over it. */
function countryFrom({ country }: Phone, known: string | null): FieldSet {
  return known === null && country !== null ? { country: { value: country, origin: 'derived' } } : {};
}
