import { ProblemError } from '#lib/messages/problem-error.ts';
import type { Book } from '#lib/messages/book.ts';
import type { FilePart } from '#lib/messages/dealings.ts';
import { FILES_BYTES, type TicketFile } from '#lib/model/ticket.ts';

/** A file in base64, in parts of so many characters: a message to the background has a limit. @throws files_too_large */
export async function partsOfFile(file: File, length: number): Promise<FilePart[]> {
  if (file.size > FILES_BYTES) throw new ProblemError({ reason: 'files_too_large' });
  const data = await base64Of(file);
  const of = Math.max(1, Math.ceil(data.length / length));
  return Array.from({ length: of }, (_, index) => ({
    index,
    of,
    data: data.slice(index * length, (index + 1) * length),
  }));
}

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      const url = typeof reader.result === 'string' ? reader.result : '';
      resolve(url.slice(url.indexOf(',') + 1));
    });
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')));
    reader.readAsDataURL(file);
  });
}

/** Puts a kept file together again. */
export async function fileAgain(book: Book, { id, name, type }: TicketFile): Promise<File> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let index = 0; ; index += 1) {
    const part = await book.filePart(id, index);
    if (part === null) break;
    parts.push(Uint8Array.from(atob(part), (letter) => letter.codePointAt(0) ?? 0));
  }
  if (parts.length === 0) throw new ProblemError({ reason: 'file_missing', value: name });
  return new File(parts, name, { type });
}
