import { lazy, Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/dialog.tsx';
import { TagChip } from '#components/ui/tag-chip.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { Unsent } from '#components/contact/unsent.tsx';
import { problemText, problemWords } from '#components/problem-text.ts';
import { composerName } from '#components/timeline/composer-name.ts';
import { LongText } from '#components/timeline/event-body.tsx';
import { FileList } from '#components/timeline/ticket-files.tsx';
import { useDepartments } from '#components/timeline/use-dealings.ts';
import { useBook, useWrite } from '#components/use-book.ts';
import { useMembersById } from '#components/use-members.ts';
import { useTagsById } from '#components/use-tags.ts';
import { formatMoment } from '#lib/i18n/dates.ts';
import { t } from '#lib/i18n/words.ts';
import type { ContactView } from '#lib/messages/book.ts';
import type { TicketView } from '#lib/messages/dealings.ts';
import type { ProblemReason } from '#lib/messages/problem.ts';
import css from './timeline.module.css';

const TicketDialog = lazy(() =>
  import('#components/timeline/ticket-dialog.tsx').then(({ TicketDialog }) => ({ default: TicketDialog })),
);

/** A ticket on the timeline: what it says, how it stands, and what can be done with it (E43, E49). */
export function TicketCard({ ticket, contact }: { ticket: TicketView; contact: ContactView }) {
  const { subject, text, to, author, createdAt, priority, files, unsent } = ticket;
  const about = [author, formatMoment(createdAt), to, t(`ticket_priority_${priority}`)];
  return (
    <article className={css.ticket} aria-label={subject || t('ticket_no_subject')}>
      <p className={css.what} dir="auto">
        {subject || t('ticket_no_subject')}
      </p>
      <p className={css.state} data-tone={toneOf(ticket)}>
        {stateWords(ticket)}
      </p>
      {text !== '' && <LongText text={text} />}
      <FileList files={files} areSent={ticket.delivery === 'sent'} />
      <TicketTags tags={ticket.tags} />
      <p className={css.about}>
        {[...about, useAssigned(ticket)].filter(Boolean).join(' · ')} {unsent && <Unsent />}
      </p>
      <Acts ticket={ticket} contact={contact} />
    </article>
  );
}

function toneOf({ delivery, state }: TicketView): 'good' | 'warn' | 'bad' | 'quiet' {
  if (delivery === 'failed') return 'bad';
  if (delivery === 'handed') return 'warn';
  return delivery === 'sent' && state === 'open' ? 'good' : 'quiet';
}

/** How it stands, and nothing that nobody knows. */
function stateWords({ delivery, state, way, sentAt, problem }: TicketView): string {
  const words = {
    draft: () => t('ticket_is_draft'),
    handed: () => t('ticket_is_handed', way === null || way === 'server' ? '' : composerName(way)),
    sent: () => t('ticket_is_sent', sentAt ? formatMoment(sentAt) : ''),
    failed: () =>
      `${t('ticket_is_failed')}. ${problemWords({ reason: (problem ?? 'unknown') as ProblemReason })}`,
  }[delivery]();
  return state === 'closed' ? `${words} · ${t('ticket_is_closed')}` : words;
}

function useAssigned({ assignee, department }: TicketView): string | null {
  const members = useMembersById();
  const { data: departments = [] } = useDepartments();
  if (department !== null) return departments.find(({ id }) => id === department)?.name ?? null;
  return assignee === null ? null : (members.get(assignee)?.name ?? null);
}

function TicketTags({ tags }: { tags: readonly string[] }) {
  const known = useTagsById();
  const shown = tags.flatMap((id) => known.get(id) ?? []);
  if (shown.length === 0) return null;
  return (
    <p className={css.chips}>
      {shown.map(({ id, name, color }) => (
        <TagChip key={id} name={name} color={color} />
      ))}
    </p>
  );
}

function Acts({ ticket, contact }: { ticket: TicketView; contact: ContactView }) {
  const { id, delivery, state } = ticket;
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null);
  const book = useBook();
  const say = useToast();
  const settle = useWrite((book, as: 'sent' | 'open' | 'closed') => book.settleTicket(id, as));
  const settled = (as: 'sent' | 'open' | 'closed') =>
    settle.mutate(as, { onError: (error) => say({ words: problemText(error), tone: 'bad' }) });
  const isOut = delivery === 'sent';
  return (
    <p className={css.acts}>
      {delivery === 'handed' && (
        <Button size="s" onPress={() => settled('sent')}>
          {t('ticket_mark_sent')}
        </Button>
      )}
      {!isOut && (
        <Button size="s" onPress={() => setOpen('edit')}>
          {t(
            delivery === 'failed'
              ? 'ticket_retry'
              : delivery === 'handed'
                ? 'ticket_open_again'
                : 'ticket_go_on',
          )}
        </Button>
      )}
      {(delivery === 'draft' || delivery === 'failed') && (
        <Button size="s" variant="quiet" onPress={() => setOpen('delete')}>
          {t('ticket_delete')}
        </Button>
      )}
      {isOut && (
        <Button size="s" onPress={() => settled(state === 'closed' ? 'open' : 'closed')}>
          {t(state === 'closed' ? 'ticket_reopen' : 'ticket_close')}
        </Button>
      )}
      {open === 'edit' && (
        <Suspense>
          <TicketDialog contact={contact} ticket={ticket} onClose={() => setOpen(null)} />
        </Suspense>
      )}
      <ConfirmDialog
        isOpen={open === 'delete'}
        onClose={() => setOpen(null)}
        title={t('ticket_delete')}
        confirm={t('ticket_delete')}
        isDanger
        onConfirm={() => book.deleteTicket(id)}
        problem={problemText}
      >
        {t('ticket_delete_what')}
      </ConfirmDialog>
    </p>
  );
}
