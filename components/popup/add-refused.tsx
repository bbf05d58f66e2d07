import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Address } from '#components/contact/address.tsx';
import { problemWords } from '#components/problem-text.ts';
import { t } from '#lib/i18n/words.ts';
import type { AddChoice, AddOutcome } from '#lib/messages/book.ts';
import css from './popup.module.css';

export type AddRefusedProps = {
  outcome: Extract<AddOutcome, { outcome: 'sender-taken' | 'name-taken' }>;
  isBusy: boolean;
  onChoose: (choice: AddChoice) => void;
  onOpen: (id: string) => void;
};

/** Why one click was not enough, and the ways on: whose sender it is (A33), or whose name (X1). Nothing is duplicated. */
export function AddRefused({ outcome, isBusy, onChoose, onOpen }: AddRefusedProps) {
  const { contact } = outcome;
  const open = (
    <Button size="s" variant="quiet" onPress={() => onOpen(contact.id)}>
      {t('form_open_holder', contact.name)}
    </Button>
  );
  if (outcome.outcome === 'sender-taken')
    return (
      <div className={css.refused}>
        <Banner tone="warn" role="alert" actions={open}>
          {problemWords({ reason: 'sender_taken', contact })}
        </Banner>
      </div>
    );
  const ways = (
    <>
      <Button size="s" isBusy={isBusy} onPress={() => onChoose({ do: 'attach', contactId: contact.id })}>
        {t('popup_attach', contact.name)}
      </Button>
      <Button size="s" isBusy={isBusy} onPress={() => onChoose({ do: 'suffix' })}>
        <Address value={t('chip_add_as', outcome.suffixed)} />
      </Button>
      {open}
    </>
  );
  return (
    <div className={css.refused}>
      <Banner tone="warn" role="alert" title={t('sidebar_name_taken', contact.name)} actions={ways}>
        {t('sidebar_name_taken_ask')}
      </Banner>
    </div>
  );
}
