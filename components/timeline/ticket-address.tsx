import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { TakenWords } from '#components/contact/taken-words.tsx';
import { withItem } from '#components/contact/many-values.ts';
import { useSetFields } from '#components/contact/use-set-fields.ts';
import { problemWords } from '#components/problem-text.ts';
import { useEmailHolder } from '#components/timeline/use-dealings.ts';
import { t } from '#lib/i18n/words.ts';
import type { ContactView } from '#lib/messages/book.ts';
import { emailKey } from '#lib/model/email.ts';
import { ticketAddresses } from './ticket-to.ts';
import { cleanText } from '#lib/model/text.ts';
import css from './timeline.module.css';

const NEW = 'new';
export type TicketAddressProps = {
  contact: ContactView;
  value: string;
  onChange: (address: string) => void;
  error?: string | undefined;
};

/** The e-mail a ticket goes to: one of the contact's, or a new one that joins its profile (E37). */
export function TicketAddress({ contact, value, onChange, error }: TicketAddressProps) {
  const addresses = ticketAddresses(contact);
  // One that has just been added is chosen before the contact is shown with it.
  const all = value !== '' && !addresses.includes(value) ? [...addresses, value] : addresses;
  const [isNew, setNew] = useState(all.length === 0);
  const choices = [...all.map((id) => ({ id, name: id })), { id: NEW, name: t('ticket_new_email') }];
  return (
    <div className={css.stack}>
      {all.length > 0 && (
        <Select
          label={t('ticket_to')}
          placeholder={t('ticket_to_choose')}
          choices={choices}
          value={isNew ? NEW : value || null}
          onChange={(id) => {
            setNew(id === NEW);
            if (id !== NEW) onChange(id);
          }}
          error={isNew ? '' : error}
        />
      )}
      {isNew && (
        <NewAddress
          contact={contact}
          error={error}
          onAdded={(address) => {
            setNew(false);
            onChange(address);
          }}
        />
      )}
    </div>
  );
}

type NewAddressProps = {
  contact: ContactView;
  error?: string | undefined;
  onAdded: (address: string) => void;
};

function NewAddress({ contact, error, onAdded }: NewAddressProps) {
  const [typed, setTyped] = useState('');
  const [isTried, setTried] = useState(false);
  const { set, isPending } = useSetFields(contact);
  const { data: holder } = useEmailHolder(typed, contact.id);
  const key = emailKey(typed);
  const add = () => {
    setTried(true);
    if (key === null) return;
    const address = cleanText(typed);
    set(withItem(contact, 'email', { key, value: address }, null), () => onAdded(address));
  };
  const wrong = isTried && key === null ? problemWords({ reason: 'not_an_email', value: typed }) : error;
  return (
    <>
      <div className={css.beside}>
        <TextField
          label={t('ticket_new_email')}
          inputMode="email"
          autoComplete="off"
          value={typed}
          onChange={setTyped}
          hint={t('ticket_new_email_hint', contact.name)}
          error={wrong}
          onKeyDown={(event) => event.key === 'Enter' && (event.preventDefault(), add())}
          className={css.grow ?? ''}
        />
        <Button isBusy={isPending} isDisabled={typed.trim() === ''} onPress={add}>
          {t('ticket_email_add')}
        </Button>
      </div>
      {holder && <TakenWords words={t('ticket_email_taken', holder.name)} contact={holder} />}
    </>
  );
}
