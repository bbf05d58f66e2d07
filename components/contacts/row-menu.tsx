import { useMemo } from 'react';
import { Mail, Pencil, Trash2, UserRound } from 'lucide-react';
import { ticketAddress } from '#components/timeline/ticket-to.ts';
import { MenuAt, type MenuEntry } from '#components/ui/menu.tsx';
import { t } from '#lib/i18n/words.ts';
import type { ContactSummary } from '#lib/messages/book.ts';
import type { ContactRef } from '#lib/messages/problem.ts';

/** What can be done with a contact of the list. */
export type RowActions = {
  show: (contact: ContactRef) => void;
  update: (contact: ContactRef) => void;
  askToDelete: (contact: ContactRef) => void;
  /** Begins a ticket (A16, C8). */
  writeTicket: (contact: ContactRef) => void;
  /** Blocks, or takes back the block of one that is blocked (B48, B55). */
  askToBlock: (contact: ContactSummary) => void;
  /** Whether the person's role permits it (X4, Z). */
  mayDelete: boolean;
};

/** Exactly four entries (A13 to A17); what a role may not do is not among them (Z), what cannot be done says why. */
export function menuEntries(contact: ContactSummary, actions: RowActions): MenuEntry[] {
  const all: MenuEntry[] = [
    {
      id: 'show',
      words: t('show_details'),
      icon: <UserRound aria-hidden />,
      onAction: () => actions.show(contact),
    },
    {
      id: 'update',
      words: t('update_contact'),
      icon: <Pencil aria-hidden />,
      onAction: () => actions.update(contact),
    },
    {
      id: 'ticket',
      words: t('new_ticket'),
      icon: <Mail aria-hidden />,
      unavailable: ticketAddress(contact.senders) === null ? t('ticket_needs_email') : null,
      onAction: () => actions.writeTicket(contact),
    },
    {
      id: 'delete',
      words: t('delete'),
      icon: <Trash2 aria-hidden />,
      isDanger: true,
      onAction: () => actions.askToDelete(contact),
    },
  ];
  return actions.mayDelete ? all : all.filter(({ id }) => id !== 'delete');
}

/** The menu behind the three dots of a row. */
export function RowMenu(props: {
  contact: ContactSummary;
  anchor: HTMLElement;
  actions: RowActions;
  onClose: () => void;
}) {
  const { contact, anchor, actions, onClose } = props;
  const ref = useMemo(() => ({ current: anchor }), [anchor]);
  return (
    <MenuAt
      label={t('list_actions', contact.name)}
      entries={menuEntries(contact, actions)}
      anchor={ref}
      onClose={onClose}
    />
  );
}
