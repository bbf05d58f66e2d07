import type { ReactNode, RefObject } from 'react';
import type { ContactRef } from '#lib/messages/problem.ts';
import { shortId } from '#lib/model/contact.ts';
import { countryName, languageName } from '#lib/i18n/names.ts';
import { t } from '#lib/i18n/words.ts';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Flag } from '#components/ui/flag.tsx';
import { ContactName } from '#components/contact/contact-name.tsx';
import { Face } from '#components/contact/face.tsx';
import { LocalTime } from '#components/contact/local-time.tsx';
import css from '#components/contact/contact-header.module.css';

export type ContactHeaderProps = {
  contact: ContactRef & {
    country?: string | null;
    language?: string | null;
    unsentFields?: string[];
    picture?: string | null;
    channelPicture?: string | null;
  };
  /** Where the pencil is, for whoever gives it the focus. */
  edit?: RefObject<HTMLButtonElement | null>;
};

/** Who it is: picture, name, short ID (B3), country, language and what the clock says there. */
export function ContactHeader({ contact, edit }: ContactHeaderProps) {
  const { country, language, unsentFields = [] } = contact;
  const id = shortId(contact.id);
  return (
    <HeaderFrame face={<Face contact={contact} isWhole={contact.unsentFields !== undefined} />}>
      <ContactName contact={contact} isUnsent={unsentFields.includes('name')} {...(edit && { edit })} />
      <div className={css.meta}>
        <span className={css.id}>
          {id}
          <CopyButton value={id} what={t('contact_id')} />
        </span>
        {country && (
          <span className={css.country}>
            <Flag code={country} /> {countryName(country)}
          </span>
        )}
        {language && <span>{languageName(language)}</span>}
        {country && <LocalTime country={country} />}
      </div>
    </HeaderFrame>
  );
}

/** The shape of a header, for a contact, for somebody unknown, and for what is not there yet. */
export function HeaderFrame({ face, children }: { face: ReactNode; children: ReactNode }) {
  return (
    <header className={css.header}>
      {face}
      <div className={css.words}>{children}</div>
    </header>
  );
}
