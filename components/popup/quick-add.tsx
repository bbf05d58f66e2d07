import { useId, useState } from 'react';
import { ArrowLeft } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/dialog.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useEscape } from '#components/ui/use-escape.ts';
import { ContactFields } from '#components/forms/contact-fields.tsx';
import { useContactForm } from '#components/forms/use-contact-form.ts';
import { useSetting } from '#components/use-setting.ts';
import { t } from '#lib/i18n/words.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import { teamCountry } from '#lib/settings/settings.ts';
import { useKeptForm, type KeptForm } from './kept-form.ts';
import css from './popup.module.css';

export type QuickAddProps = {
  from: KeptForm;
  onBack: () => void;
  onAdded: (contact: ContactRef) => void;
  onOpen: (id: string) => void;
};

/** The add form in the popup (A18): checked while it is typed, Enter adds, Esc goes back. Half typed it outlives the popup. */
export function QuickAdd({ from, onBack, onAdded, onOpen }: QuickAddProps) {
  const id = useId();
  const [country] = useSetting(teamCountry);
  const [isAsking, setAsking] = useState(false);
  const state = useContactForm({
    initial: from.begun,
    typed: from.form,
    contact: null,
    teamCountry: country,
    onSaved: onAdded,
  });
  useKeptForm(from.begun, state.form);
  const back = () => (state.isDirty ? setAsking(true) : onBack());
  useEscape(back);
  return (
    <>
      <header className={css.addHead}>
        <IconButton label={t('popup_back')} icon={<ArrowLeft aria-hidden />} onPress={back} />
        <h1 className={css.addTitle}>{t('form_add_title')}</h1>
      </header>
      <div className={css.addBody}>
        <ContactFields id={id} state={state} isDense onOpenContact={onOpen} />
      </div>
      <footer className={css.addFoot}>
        <Button onPress={back}>{t('cancel')}</Button>
        <Button type="submit" form={id} variant="primary" isBusy={state.isBusy}>
          {t('form_add')}
        </Button>
      </footer>
      <ConfirmDialog
        title={t('form_leave_title')}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        confirm={t('form_leave')}
        isDanger
        onConfirm={onBack}
      >
        {t('form_leave_what')}
      </ConfirmDialog>
    </>
  );
}
