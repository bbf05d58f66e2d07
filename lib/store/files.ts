import type { TicketFile } from '#lib/model/ticket.ts';
import type { BookDb } from './db.ts';
import { guardStorage } from './refusal.ts';

/**
 * Files that wait to go out with a ticket (E39). They are this device's alone: no replica gets them, and they go when the
 * ticket has gone out.
 */

/** A file of which every part is here. `of`: how many. */
export type StoredFile = TicketFile & { ticketId: string; of: number };
/** `data`: base64. */
export type StoredPart = { id: string; part: number; ticketId: string; data: string };

/** Keeps a part; with the last one the file is there. */
export async function putPart(db: BookDb, file: StoredFile, part: number, data: string): Promise<void> {
  await guardStorage(() =>
    db.transaction('rw', [db.files, db.fileParts], async () => {
      await db.fileParts.put({ id: file.id, part, ticketId: file.ticketId, data });
      const here = await db.fileParts.where('[id+part]').between([file.id, 0], [file.id, file.of]).count();
      if (here === file.of) await db.files.put(file);
    }),
  );
}

export function filesOfTickets(db: BookDb, ticketIds: readonly string[]): Promise<StoredFile[]> {
  return guardStorage(() => db.files.where('ticketId').anyOf(ticketIds).toArray());
}

/** A part in base64; null where there is none. */
export async function readPart(db: BookDb, id: string, part: number): Promise<string | null> {
  return (await guardStorage(() => db.fileParts.get([id, part])))?.data ?? null;
}

/** Throws a ticket's files away, or one of them, with the parts of one that never became whole. */
export async function dropFiles(db: BookDb, ticketId: string, fileId?: string): Promise<void> {
  await guardStorage(() =>
    db.transaction('rw', [db.files, db.fileParts], async () => {
      for (const table of [db.files, db.fileParts])
        await table
          .where('ticketId')
          .equals(ticketId)
          .and(({ id }: { id: string }) => fileId === undefined || id === fileId)
          .delete();
    }),
  );
}

/** Takes them along from the workspace of whoever worked alone. */
export async function takeFilesAlong(from: BookDb, to: BookDb): Promise<void> {
  await guardStorage(async () => {
    await to.fileParts.bulkPut(await from.fileParts.toArray());
    await to.files.bulkPut(await from.files.toArray());
  });
}
