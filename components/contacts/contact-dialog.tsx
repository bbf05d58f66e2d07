import { useEffect, useId, useState } from 'react';
import { ConfirmDialog, Dialog } from '#components/ui/dialog.tsx';
import { Button } from '#components/ui/button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useRole } from '#components/use-role.ts';
import { useSetting } from '#components/use-setting.ts';
import { ContactFields } from '#components/forms/contact-fields.tsx';
import { emptyForm, formFor, formOf } from '#components/forms/form-draft.ts';
import { useContactForm } from '#components/forms/use-contact-form.ts';
import { t } from '#lib/i18n/words.ts';
import type { ContactView } from '#lib/messages/book.ts';
import { may } from '#lib/model/role.ts';
import { teamCountry } from '#lib/settings/settings.ts';
import { hashOf } from './route.ts';

export type ContactDialogProps = {
  /** The contact to edit; null to add one. */
  contact: ContactView | null;
  /** What a new contact's form begins with: what was searched for, '' for nothing. */
  text?: string;
  onClose: () => void;
  onShow: (id: string) => void;
};

/** The window in which a contact is added or updated (A15, A18). Leaving it with something typed is asked about. */
export function ContactDialog({ contact, text = '', onClose, onShow }: ContactDialogProps) {
  const id = useId();
  const say = useToast();
  const role = useRole();
  const [country] = useSetting(teamCountry);
  const [start] = useState(() => (contact ? formOf(contact) : text === '' ? emptyForm() : formFor(text)));
  const [isAsking, setAsking] = useState(false);
  const state = useContactForm({
    initial: start,
    contact,
    teamCountry: country,
    onSaved: (saved) => {
      say({
        words: t(contact ? 'form_saved' : 'form_added', saved.name),
        tone: 'good',
        ...(!contact && { action: { words: t('popup_open'), onPress: () => onShow(saved.id) } }),
      });
      onClose();
    },
  });
  useLeaveWarning(state.isDirty);
  const close = () => (state.isDirty ? setAsking(true) : onClose());
  const actions = (
    <>
      <Button onPress={close}>{t('cancel')}</Button>
      <Button type="submit" form={id} variant="primary" isBusy={state.isBusy}>
        {t(contact ? 'form_save' : 'form_add')}
      </Button>
    </>
  );
  return (
    <>
      <Dialog
        title={t(contact ? 'form_edit_title' : 'form_add_title')}
        isOpen
        onClose={close}
        actions={actions}
      >
        <ContactFields
          id={id}
          state={state}
          attached={start.attached}
          mayRemoveSenders={may(role, 'detach-sender')}
          onOpenContact={openElsewhere}
        />
      </Dialog>
      <ConfirmDialog
        title={t('form_leave_title')}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        confirm={t('form_leave')}
        isDanger
        onConfirm={onClose}
      >
        {t('form_leave_what')}
      </ConfirmDialog>
    </>
  );
}

/** In a tab of its own, so that nothing typed here is lost. */
function openElsewhere(id: string): void {
  window.open(hashOf({ view: 'contacts', contact: id, action: null }), '_blank', 'noopener');
}

/** The browser itself asks before the tab is closed over something typed. */
function useLeaveWarning(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isDirty]);
}
