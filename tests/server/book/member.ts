import { WebSocket } from 'ws';
import type { BookCore } from '#lib/book/book.ts';
import type { Network } from '#lib/book/network.ts';
import type { Connection } from '#lib/messages/book.ts';
import { wallClock, type Clock } from '#lib/sync/retry.ts';
import { memoryShelf, openBook } from '../../unit/book/open-book.ts';
import { submit, type Person, type Team } from '../team.ts';

// The device flow asks every five seconds; a test need not wait for that. Nor may it ask much oftener: on a slow
// machine the server would rightly refuse so many questions in a minute.
const clock: Clock = {
  ...wallClock,
  sleep: (ms, signal) => wallClock.sleep(ms < 5000 ? Math.min(ms, 30) : 250, signal),
};

/** The line to the server, which a test may cut. */
export const line = { isUp: true };

export const network: Network = {
  fetch: (...args) => (line.isUp ? fetch(...args) : Promise.reject(new TypeError('Failed to fetch'))),
  WebSocket: WebSocket as unknown as typeof globalThis.WebSocket,
  clock,
  random: () => 0.5,
};

/** Asks until the answer holds. @throws after 15 s, with the last answer */
export async function until<T>(ask: () => Promise<T>, holds: (answer: T) => boolean): Promise<T> {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await ask();
    if (holds(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`not in time: ${JSON.stringify(await ask())}`);
}

/** Answers on the server's page, as somebody who is signed in there. */
export async function answerAs(
  book: BookCore,
  { cookie }: Person,
  answer: 'approve' | 'deny',
): Promise<void> {
  const connection = await book.connection();
  if (connection.state !== 'connecting') throw new Error(connection.state);
  const page = `${connection.serverUrl}/device`;
  await submit(page, { user_code: connection.userCode, answer }, cookie);
}

export const reached = (book: BookCore, wanted: Connection['state']): Promise<Connection> =>
  until(
    () => book.connection(),
    ({ state }) => state === wanted,
  );

/** Everything of this device is on the server. */
export const inStep = (book: BookCore) =>
  until(
    () => book.status(),
    ({ sync, unsent }) => sync.state === 'idle' && unsent === 0,
  );

/** Joined, with nothing made before. */
export async function joined(team: Team, person: Person = team.owner) {
  // A test that failed may have left it cut.
  line.isUp = true;
  const shelf = memoryShelf();
  const book = openBook({ shelf: shelf.shelf, network });
  await book.connect(team.url);
  await answerAs(book, person, 'approve');
  await reached(book, 'connected');
  await inStep(book);
  return { book, shelf };
}

/** Every test leaves no team behind: all books of this process share one database of it. */
export const leave = (book: BookCore) => book.disconnect({ discard: true });
