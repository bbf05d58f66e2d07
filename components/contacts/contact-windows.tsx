import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { useToast } from '#components/ui/toast.tsx';
import { problemText, problemWords } from '#components/problem-text.ts';
import { useBook } from '#components/use-book.ts';
import { useRole } from '#components/use-role.ts';
import { t } from '#lib/i18n/words.ts';
import type { ContactView } from '#lib/messages/book.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import { may } from '#lib/model/role.ts';
import type { ListRoute } from './route.ts';
import type { RowActions } from './row-menu.tsx';
import { goTo, showContact } from './use-route.ts';

// A form reads phone numbers, for which it needs to know every country's: it comes when one is opened.
const ContactDialog = lazy(() =>
  import('./contact-dialog.tsx').then((file) => ({ default: file.ContactDialog })),
);
const DeleteDialog = lazy(() =>
  import('./delete-dialog.tsx').then((file) => ({ default: file.DeleteDialog })),
);
const BlockDialog = lazy(() => import('./block-dialog.tsx').then((file) => ({ default: file.BlockDialog })));
const UnblockDialog = lazy(() =>
  import('./block-dialog.tsx').then((file) => ({ default: file.UnblockDialog })),
);

const TicketDialog = lazy(() =>
  import('#components/timeline/ticket-dialog.tsx').then((file) => ({ default: file.TicketDialog })),
);

type Shown =
  | { window: 'add'; text: string }
  | { window: 'edit' | 'ticket'; contact: ContactView }
  | { window: 'delete' | 'block' | 'unblock'; contact: ContactRef };

export type ContactWindows = {
  /** `text`: what was searched for, which the form begins with. */
  add: (text?: string) => void;
  actions: RowActions;
  /** The window that is open now, if any. */
  shown: ReactNode;
};

/** The windows over the list: add, update, delete. An address that names one (`.../edit`) opens it once. */
export function useContactWindows(route: ListRoute): ContactWindows {
  const book = useBook();
  const say = useToast();
  const [shown, setShown] = useState<Shown | null>(null);
  // The form begins with what is in the book now, not with what the list showed a while ago.
  const withContact = async (
    { id }: { id: string },
    show: (contact: ContactView) => void | Promise<void>,
  ) => {
    try {
      const contact = await book.contact(id);
      if (contact) await show(contact);
      else say({ words: t('details_gone'), tone: 'bad' });
    } catch (error) {
      say({ words: problemText(error), tone: 'bad' });
    }
  };
  const mayDelete = may(useRole(), 'delete-contact');
  const actions: RowActions = {
    show: ({ id }) => showContact(id),
    update: (contact) => void withContact(contact, (whole) => setShown({ window: 'edit', contact: whole })),
    writeTicket: (contact) =>
      void withContact(contact, (whole) => setShown({ window: 'ticket', contact: whole })),
    askToDelete: (contact) => setShown({ window: 'delete', contact }),
    askToBlock: (contact) => setShown({ window: contact.blocked ? 'unblock' : 'block', contact }),
    mayDelete,
  };
  // Whoever follows a link to delete may have another role by now, and the contact may be part of another.
  const askAt = (id: string) =>
    withContact({ id }, async (contact) => {
      const { workspace } = await book.status();
      if (!may(workspace?.role ?? 'owner', 'delete-contact'))
        say({ words: t('delete_needs_role'), tone: 'bad' });
      else if (contact.id !== id) say({ words: problemWords({ reason: 'merged', contact }), tone: 'bad' });
      else setShown({ window: 'delete', contact });
    });
  const add = (text = '') => setShown({ window: 'add', text });
  useEffect(() => {
    if (route.action === null) return;
    goTo({ ...route, action: null }, { instead: true });
    if (route.action === 'add') add();
    else if (route.contact && route.action === 'edit')
      void withContact({ id: route.contact }, (contact) => setShown({ window: 'edit', contact }));
    else if (route.contact && route.action === 'delete') void askAt(route.contact);
    // A link may be old: whoever is blocked by now can only be unblocked, and the other way round.
    else if (route.contact) void withContact({ id: route.contact }, actions.askToBlock);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the address alone opens a window, and once
  }, [route]);
  const close = () => setShown(null);
  return {
    add,
    actions,
    shown: shown && (
      <Suspense>
        <OpenWindow shown={shown} onClose={close} />
      </Suspense>
    ),
  };
}

function OpenWindow({ shown, onClose }: { shown: Shown; onClose: () => void }) {
  if (shown.window === 'delete')
    return <DeleteDialog contact={shown.contact} onClose={onClose} onDeleted={() => showContact(null)} />;
  if (shown.window === 'ticket') return <TicketDialog contact={shown.contact} onClose={onClose} />;
  if (shown.window === 'block') return <BlockDialog contact={shown.contact} onClose={onClose} />;
  if (shown.window === 'unblock') return <UnblockDialog contact={shown.contact} onClose={onClose} />;
  return (
    <ContactDialog
      contact={shown.window === 'edit' ? shown.contact : null}
      text={shown.window === 'add' ? shown.text : ''}
      onClose={onClose}
      onShow={showContact}
    />
  );
}
