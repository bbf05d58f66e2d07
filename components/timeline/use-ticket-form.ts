import { useMemo, useRef, useState } from 'react';
import { keptAt, useKept } from '#components/contact/kept.ts';
import { useBook, useWrite } from '#components/use-book.ts';
import type { ContactView } from '#lib/messages/book.ts';
import type { TicketDraft, TicketView } from '#lib/messages/dealings.ts';
import { FILE_PART, type TicketFile } from '#lib/model/ticket.ts';
import { partsOfFile } from './file-parts.ts';
import { ticketAddresses } from './ticket-to.ts';

/** What is being written. `id`: once the draft was saved. */
export type TicketTyping = TicketDraft & { id: string | null };

/** What is written of a ticket: kept while another contact is shown and the page is loaded anew, until it is done with. */
export function useTicketForm(contact: ContactView, ticket: TicketView | null) {
  const place = `ticket/${contact.id}/${ticket?.id ?? 'new'}`;
  const [kept, setKept] = useKept(place);
  const form = useMemo(() => (kept === null ? begun(contact, ticket) : read(kept)), [kept, contact, ticket]);
  // Not what was shown when this began: somebody types on while a draft or a file is being kept.
  const newest = () => {
    const now = keptAt(place);
    return now === null ? form : read(now);
  };
  const type = (more: Partial<TicketTyping>) => setKept(JSON.stringify({ ...newest(), ...more }));
  const book = useBook();
  const put = async (): Promise<string> => {
    const { id, ...draft } = newest();
    const saved = await book.putTicket(contact.id, draft, id ?? undefined);
    setKept(JSON.stringify({ ...newest(), id: saved }));
    return saved;
  };
  // One after the other: of two that are begun together the second goes on with the draft that the first has made.
  const saving = useRef<Promise<unknown>>(Promise.resolve());
  const save = (): Promise<string> => {
    const saved = saving.current.then(put);
    saving.current = saved.catch(() => undefined);
    return saved;
  };
  return { form, type, save, isBegun: kept !== null, forget: () => setKept(null), ...useFiles(save) };
}

function begun(contact: ContactView, ticket: TicketView | null): TicketTyping {
  if (ticket) {
    const { id, to, replyTo, subject, text, assignee, department, priority, tags } = ticket;
    return { id, to, replyTo, subject, text, assignee, department, priority, tags };
  }
  const nothing = { replyTo: '', subject: '', text: '', assignee: null, department: null, tags: [] };
  return { id: null, to: ticketAddresses(contact)[0] ?? '', ...nothing, priority: 'medium' };
}

const read = (kept: string) => JSON.parse(kept) as TicketTyping;

/** Adds files to the draft, which is saved for them, and hands them over part by part (E39). */
function useFiles(save: () => Promise<string>) {
  const [adding, setAdding] = useState<string | null>(null);
  const add = useWrite(async (book, files: readonly File[]) => {
    const ticket = await save();
    for (const file of files) {
      setAdding(file.name);
      const kept: TicketFile = {
        id: crypto.randomUUID(),
        name: file.name.slice(-255),
        type: file.type.slice(0, 100),
        size: file.size,
      };
      for (const part of await partsOfFile(file, FILE_PART)) await book.putFilePart(ticket, kept, part);
    }
  });
  return {
    addFiles: (files: readonly File[]) => add.mutate(files, { onSettled: () => setAdding(null) }),
    adding,
    filesError: add.error,
  };
}
