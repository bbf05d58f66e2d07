import type { Person } from '#lib/model/person.ts';
import type { Book } from '#lib/messages/book.ts';

/** People sent at once: what the background does of them is one transaction. */
const AT_ONCE = 800;
/** UTF-16 units of their JSON; far below what a message may have. */
const LENGTH = 600_000;

export type Sent = { people: number; bytes: number };

/**
 * Hands everybody over to the book, part by part, as they are read.
 * @returns how many they were. @throws ProblemError; an abort when `signal` ends it
 */
export async function sendPeople(
  book: Book,
  id: string,
  pieces: AsyncIterable<{ people: Person[]; done: number }>,
  { onProgress, signal }: { onProgress: (sent: Sent) => void; signal: AbortSignal },
): Promise<number> {
  let [waiting, length, part, people]: [Person[], number, number, number] = [[], 0, 0, 0];
  const send = async () => {
    signal.throwIfAborted();
    if (waiting.length > 0) await book.addImportRows(id, part, waiting);
    part += waiting.length > 0 ? 1 : 0;
    people += waiting.length;
    [waiting, length] = [[], 0];
  };
  for await (const piece of pieces) {
    for (const person of piece.people) {
      const size = JSON.stringify(person).length;
      if (waiting.length >= AT_ONCE || length + size > LENGTH) await send();
      waiting.push(person);
      length += size;
    }
    onProgress({ people: people + waiting.length, bytes: piece.done });
  }
  await send();
  return people;
}
