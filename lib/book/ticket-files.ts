import { textOf } from '#lib/model/field.ts';
import { FILES_BYTES, FILES_COUNT, readFiles, writeFiles, type TicketFile } from '#lib/model/ticket.ts';
import type { FilePart } from '#lib/messages/dealings.ts';
import { dropFiles, filesOfTickets, putPart, readPart } from '#lib/store/files.ts';
import { recordById } from '#lib/store/read-contacts.ts';
import type { Context } from './context.ts';
import { refuse } from './problems.ts';
import type { Replica } from './replica.ts';
import { setTicket, ticketRow } from './tickets.ts';

/**
 * Keeps a part of a file that waits to go out (E39), on this device alone; the ticket names it once all of it is here.
 * @throws files_too_large, definition_gone, storage_full
 */
export async function putFilePart(
  replica: Replica,
  context: Context,
  ticketId: string,
  file: TicketFile,
  { index, of, data }: FilePart,
): Promise<void> {
  const before = await ticketRow(replica, ticketId);
  const others = readFiles(textOf(before.fields, 'files')).filter(({ id }) => id !== file.id);
  const bytes = others.reduce((sum, { size }) => sum + size, file.size);
  if (bytes > FILES_BYTES || others.length >= FILES_COUNT) return refuse('files_too_large');
  await putPart(replica.db, { ...file, ticketId, of }, index, data);
  const here = await filesOfTickets(replica.db, [ticketId]);
  if (!here.some(({ id }) => id === file.id)) return;
  const files = writeFiles([...others, file]);
  await setTicket(replica, context, { id: ticketId, contactId: before.contactId, before }, { files });
}

export async function deleteFile(
  replica: Replica,
  context: Context,
  ticketId: string,
  fileId: string,
): Promise<void> {
  const before = await recordById(replica.db, 'ticket', ticketId);
  if (before) {
    const left = readFiles(textOf(before.fields, 'files')).filter(({ id }) => id !== fileId);
    const values = { files: left.length > 0 ? writeFiles(left) : null };
    await setTicket(replica, context, { id: ticketId, contactId: before.contactId, before }, values);
  }
  await dropFiles(replica.db, ticketId, fileId);
}

export const filePart = ({ db }: Replica, fileId: string, index: number): Promise<string | null> =>
  readPart(db, fileId, index);

/** All of a ticket's files, as the server takes them. @throws file_missing with the name of one that lies on another device */
export async function wholeFiles(
  { db }: Replica,
  ticketId: string,
  files: readonly TicketFile[],
): Promise<{ name: string; type: string; data: string }[]> {
  const here = new Map((await filesOfTickets(db, [ticketId])).map((file) => [file.id, file]));
  return Promise.all(
    files.map(async ({ id, name, type }) => {
      const { of } = here.get(id) ?? refuse('file_missing', { value: name });
      const parts = await Promise.all(Array.from({ length: of }, (_, index) => readPart(db, id, index)));
      return {
        name,
        type,
        data: parts.map((part) => part ?? refuse('file_missing', { value: name })).join(''),
      };
    }),
  );
}
