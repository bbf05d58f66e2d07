import { useEffect, useRef, type RefObject } from 'react';
import { Pencil } from 'lucide-react';
import type { ContactRef } from '#lib/messages/problem.ts';
import { t } from '#lib/i18n/words.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { later, usePreload } from '#components/ui/later.tsx';
import { useKept } from '#components/contact/kept.ts';
import { Unsent } from '#components/contact/unsent.tsx';
import css from '#components/contact/contact-name.module.css';

const NameField = later(async () => (await import('#components/contact/name-field.tsx')).NameField);

export type ContactNameProps = {
  contact: ContactRef;
  isUnsent?: boolean;
  edit?: RefObject<HTMLButtonElement | null>;
};

/** A contact's name, changed in its place (B4): pencil, tick or Enter, Esc. */
export function ContactName({ contact, isUnsent = false, edit }: ContactNameProps) {
  const [typed, setTyped] = useKept(`name/${contact.id}`);
  usePreload(NameField);
  const own = useRef<HTMLButtonElement>(null);
  const pencil = edit ?? own;
  const isClosing = useRef(false);
  const close = () => {
    isClosing.current = true;
    setTyped(null);
  };
  useEffect(() => {
    if (typed === null && isClosing.current) pencil.current?.focus();
    isClosing.current = false;
  }, [typed, pencil]);
  if (typed !== null) return <NameField contact={contact} typed={typed} onType={setTyped} onClose={close} />;
  return (
    <div className={css.name}>
      <h2 className={css.words} dir="auto">
        {contact.name}
      </h2>
      <IconButton
        size="s"
        label={t('contact_rename')}
        icon={<Pencil aria-hidden />}
        onPress={() => setTyped(contact.name)}
        ref={pencil}
      />
      {isUnsent && <Unsent />}
    </div>
  );
}
