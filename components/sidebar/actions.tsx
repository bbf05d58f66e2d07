import { Ban, Copy, Ellipsis, Pencil, SquareArrowOutUpRight, Trash2 } from 'lucide-react';
import type { Book, ContactView } from '#lib/messages/book.ts';
import { t } from '#lib/i18n/words.ts';
import { may } from '#lib/model/role.ts';
import { copyText } from '#components/ui/copy-text.ts';
import { Button } from '#components/ui/button.tsx';
import { Menu, type MenuEntry } from '#components/ui/menu.tsx';
import { useToast, type Toast } from '#components/ui/toast.tsx';
import { useContactText } from '#components/contact/contact-text.ts';
import { InsertMenu } from '#components/sidebar/insert-menu.tsx';
import { ContactActs } from '#components/timeline/contact-acts.tsx';
import { useBook, useStatus } from '#components/use-book.ts';
import css from '#components/sidebar/sidebar.module.css';

/** What can be done with a contact from here. Deleting is asked for on the contacts page (X4, law 9). */
export function Actions({ contact, onNote }: { contact: ContactView; onNote: () => void }) {
  const book = useBook();
  const { data: status } = useStatus();
  // Who works alone owns their own workspace (X4). While it is not known who works here, it is not offered (Z).
  const mayDelete = status && may(status.workspace?.role ?? 'owner', 'delete-contact');
  const say = useToast();
  const textOf = useContactText();
  return (
    <div className={css.actions}>
      <ContactActs contact={contact} onNote={onNote} />
      <InsertMenu contact={contact} />
      <Menu
        label={t('ui_more')}
        entries={entries(book, contact, () => copyAll(textOf(contact), say), mayDelete)}
      >
        <Button aria-label={t('ui_more')} icon={<Ellipsis aria-hidden />}>
          {t('sidebar_more')}
        </Button>
      </Menu>
    </div>
  );
}

function copyAll(text: string, say: (toast: Toast) => void): void {
  void copyText(text).then((done) => say({ words: t(done ? 'ui_copied' : 'ui_copy_failed') }));
}

function entries(book: Book, contact: ContactView, onCopy: () => void, mayDelete = false): MenuEntry[] {
  const at = (action: 'edit' | 'delete' | 'block' | 'unblock') =>
    void book.openContactsPage({ contact: contact.id, action });
  const block = contact.blocked ? 'unblock' : 'block';
  const all: MenuEntry[] = [
    {
      id: 'open',
      words: t('sidebar_contacts_page'),
      icon: <SquareArrowOutUpRight aria-hidden />,
      onAction: () => void book.openContactsPage({ contact: contact.id }),
    },
    { id: 'edit', words: t('sidebar_edit'), icon: <Pencil aria-hidden />, onAction: () => at('edit') },
    { id: 'copy', words: t('sidebar_copy_all'), icon: <Copy aria-hidden />, onAction: onCopy },
    { id: block, words: t(`sidebar_${block}`), icon: <Ban aria-hidden />, onAction: () => at(block) },
    {
      id: 'delete',
      words: t('sidebar_delete'),
      icon: <Trash2 aria-hidden />,
      isDanger: true,
      onAction: () => at('delete'),
    },
  ];
  return mayDelete ? all : all.slice(0, -1);
}
