import { useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextArea } from '#components/ui/text-area.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { problemWords } from '#components/problem-text.ts';
import { TicketAddress } from '#components/timeline/ticket-address.tsx';
import { TicketArranging } from '#components/timeline/ticket-arranging.tsx';
import { TicketFiles } from '#components/timeline/ticket-files.tsx';
import { Handed, type Handing } from '#components/timeline/ticket-handed.tsx';
import { TicketWays } from '#components/timeline/ticket-ways.tsx';
import { useMailServer, useTicket } from '#components/timeline/use-dealings.ts';
import { useTicketForm, type TicketTyping } from '#components/timeline/use-ticket-form.ts';
import { useIntegrations, useWrite } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import type { ContactView } from '#lib/messages/book.ts';
import type { TicketView } from '#lib/messages/dealings.ts';
import type { ProblemReason } from '#lib/messages/problem.ts';
import { SUBJECT_LIMIT, TEXT_LIMIT } from '#lib/model/ticket.ts';
import css from './timeline.module.css';

export type TicketFormProps = {
  contact: ContactView;
  /** One that has been begun; without it a new one is written. */
  ticket?: TicketView | null;
  onClose: () => void;
};

/** A new ticket, or one that has not gone out yet (E36 to E43). */
export function TicketDialog({ contact, ticket = null, onClose }: TicketFormProps) {
  const writing = useTicketForm(contact, ticket);
  const [handed, setHanded] = useState<Handing | null>(null);
  const [isTried, setTried] = useState(false);
  const { form, type } = writing;
  const done = () => {
    writing.forget();
    onClose();
  };
  const title = t(ticket ? 'ticket_title_edit' : 'ticket_title');
  // It is done with: whoever stays in the composer and comes back here for another ticket would write over this one.
  const onHanded = (handing: Handing) => {
    setHanded(handing);
    writing.forget();
  };
  if (handed)
    return (
      <Dialog title={title} isOpen onClose={onClose}>
        <Handed {...handed} onDone={onClose} />
      </Dialog>
    );
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <TicketWays writing={writing} onTried={() => setTried(true)} onHanded={onHanded} onDone={done} />
      }
    >
      <div className={css.form}>
        <TicketAddress
          contact={contact}
          value={form.to}
          onChange={(to) => type({ to })}
          error={lacking(isTried && form.to === '', 'address_missing')}
        />
        <ReplyTo value={form.replyTo ?? ''} onChange={(replyTo) => type({ replyTo })} />
        <TextField
          label={t('ticket_subject')}
          value={form.subject}
          maxLength={SUBJECT_LIMIT}
          onChange={(subject) => type({ subject })}
          error={lacking(isTried && form.subject.trim() === '', 'subject_empty')}
        />
        <TextArea
          label={t('ticket_text')}
          rows={6}
          className={css.message ?? ''}
          value={form.text}
          maxLength={TEXT_LIMIT}
          onChange={(text) => type({ text })}
          error={lacking(isTried && form.text.trim() === '', 'text_empty')}
        />
        <Files writing={writing} />
        <TicketArranging form={form} onChange={type} />
        <Failure ticketId={form.id} />
      </div>
    </Dialog>
  );
}

const lacking = (is: boolean, reason: ProblemReason) => (is ? problemWords({ reason }) : '');

function Files({ writing }: { writing: ReturnType<typeof useTicketForm> }) {
  const { form, addFiles, adding, filesError } = writing;
  const { data } = useTicket(form.id);
  const remove = useWrite((book, id: string) => book.deleteFile(form.id ?? id, id));
  return (
    <TicketFiles
      files={data?.files ?? []}
      onAdd={addFiles}
      onRemove={(id) => remove.mutate(id)}
      adding={adding}
      error={filesError ?? remove.error}
    />
  );
}

/** Where answers are to go, where the server sends and the team has mailboxes (A25). */
function ReplyTo({ value, onChange }: { value: string; onChange: (address: string) => void }) {
  const { data: server } = useMailServer();
  const { data: integrations = [] } = useIntegrations();
  const boxes = integrations.filter(({ channel, address }) => channel === 'email' && address.includes('@'));
  if (server?.state !== 'sends' || boxes.length === 0) return null;
  return (
    <Select
      label={t('ticket_reply_to')}
      placeholder={t('ticket_reply_me')}
      choices={[
        { id: 'me', name: t('ticket_reply_me') },
        ...boxes.map(({ name, address }) => ({ id: address, name: address, detail: name })),
      ]}
      value={value === '' ? 'me' : value}
      onChange={(id) => onChange(id === 'me' ? '' : id)}
    />
  );
}

/** What the last try to send it came to. */
function Failure({ ticketId }: { ticketId: TicketTyping['id'] }) {
  const { data: ticket } = useTicket(ticketId);
  if (ticket?.delivery !== 'failed') return null;
  return (
    <Banner tone="bad">
      {problemWords({ reason: (ticket.problem ?? 'unknown') as ProblemReason })} {t('ticket_once')}
    </Banner>
  );
}
