import { ConfirmDialog } from '#components/ui/dialog.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { useStatus, useWrite } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import type { ContactRef } from '#lib/messages/problem.ts';

/** Asks before a contact is deleted for good (A17, B58 to B60). */
export function DeleteDialog(props: { contact: ContactRef; onClose: () => void; onDeleted: () => void }) {
  const { contact, onClose, onDeleted } = props;
  const say = useToast();
  const { data: status } = useStatus();
  const remove = useWrite((book) => book.deleteContact(contact.id));
  return (
    <ConfirmDialog
      title={t('delete_title', contact.name)}
      isOpen
      isDanger
      confirm={t('delete_confirm')}
      onClose={onClose}
      onConfirm={async () => {
        await remove.mutateAsync(undefined);
        say({ words: t('delete_done', contact.name), tone: 'good' });
        onDeleted();
      }}
      problem={problemText}
    >
      {t(status?.workspace ? 'delete_what' : 'delete_what_alone')}
    </ConfirmDialog>
  );
}
