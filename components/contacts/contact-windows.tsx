import { useEffect, useState, type ReactNode } from 'react';
import { useToast } from '#components/ui/toast.tsx';
import { problemText, problemWords } from '#components/problem-text.ts';
import { useBook, useStatus } from '#components/use-book.ts';
import type { FormDraft } from '#components/forms/form-draft.ts';
import { t } from '#lib/i18n/words.ts';
import type { ContactView } from '#lib/messages/book.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import { may } from '#lib/model/role.ts';
import { BlockDialog, UnblockDialog } from './block-dialog.tsx';
import { ContactDialog } from './contact-dialog.tsx';
import { DeleteDialog } from './delete-dialog.tsx';
import type { ListRoute } from './route.ts';
import type { RowActions } from './row-menu.tsx';
import { goTo, showContact } from './use-route.ts';

type Shown =
  | { window: 'add'; initial?: FormDraft }
  | { window: 'edit'; contact: ContactView }
  | { window: 'delete' | 'block' | 'unblock'; contact: ContactRef };

export type ContactWindows = {
  add: (initial?: FormDraft) => void;
  actions: RowActions;
  /** The window that is open now, if any. */
  shown: ReactNode;
};

/** The windows over the list: add, update, delete. An address that names one (`.../edit`) opens it once. */
export function useContactWindows(route: ListRoute): ContactWindows {
  const book = useBook();
  const say = useToast();
  const { data: status } = useStatus();
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
  const mayDelete = may(status?.workspace?.role ?? 'owner', 'delete-contact');
  const actions: RowActions = {
    show: ({ id }) => showContact(id),
    update: (contact) => void withContact(contact, (whole) => setShown({ window: 'edit', contact: whole })),
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
  const add = (initial?: FormDraft) => setShown({ window: 'add', ...(initial && { initial }) });
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
  return { add, actions, shown: shown && <OpenWindow shown={shown} onClose={() => setShown(null)} /> };
}

function OpenWindow({ shown, onClose }: { shown: Shown; onClose: () => void }) {
  if (shown.window === 'delete')
    return <DeleteDialog contact={shown.contact} onClose={onClose} onDeleted={() => showContact(null)} />;
  if (shown.window === 'block') return <BlockDialog contact={shown.contact} onClose={onClose} />;
  if (shown.window === 'unblock') return <UnblockDialog contact={shown.contact} onClose={onClose} />;
  return (
    <ContactDialog
      contact={shown.window === 'edit' ? shown.contact : null}
      {...(shown.window === 'add' && shown.initial && { initial: shown.initial })}
      onClose={onClose}
      onShow={showContact}
    />
  );
}
