import { isAutoCreated, type AutoCreate } from '#lib/model/auto-create.ts';
import { proposedName, type Requester } from '#lib/model/requester.ts';
import type { BookCore } from '#lib/book/book.ts';
import type { Recognition } from '#lib/messages/book.ts';
import { sessionShelf } from '#lib/settings/session.ts';
import type { Place, Tabs } from './tabs.ts';
import { tell } from './tell.ts';

/** Milliseconds that a message must be open, so that whoever walks through a list adds nobody. */
const OPEN = 2000;
/** Milliseconds in which the agent may say no. Only then is anything written: there is nothing to be undone, for any role. */
const HELD = 6000;

type Frame = Pick<Place, 'tabId' | 'frameId'>;
type Held = { tabId: number; key: string; timer: ReturnType<typeof setTimeout> };

export type AutoCreating = {
  /** Told who a document shows, once its people are known. */
  opened(frame: Frame, turn: number, requesters: readonly Requester[], known: readonly Recognition[]): void;
  /** Somebody has begun to write an answer in a document. */
  replying(frame: Frame, turn: number): Promise<void>;
  /** "Don't add", pressed on the page: of a tab's own adding only. */
  undo(tabId: number, id: string): Promise<void>;
};

/**
 * Makes contacts without a click where the team has said so (G20): of somebody unknown, sure or likely to be the writer, and
 * whom nothing stands in the way of. The page says it, and for some seconds it can be undone there; whoever was refused
 * is not tried again until the browser is closed.
 */
export function keepAutoCreating(
  tabs: Tabs,
  book: Pick<BookCore, 'captureRules' | 'recognise' | 'addByPolicy'>,
  report: (error: unknown) => void,
): AutoCreating {
  const declined = sessionShelf<true>('not-added');
  const held = new Map<string, Held>();

  const begin = async (frame: Frame, turn: number, moment: Exclude<AutoCreate, 'never'>) => {
    const shown = (await tabs.state(frame.tabId)).frames[frame.frameId];
    const requester = shown?.turn === turn && !shown.reading ? shown.requesters[0] : undefined;
    if (!requester || !isAutoCreated(await policy(), moment, requester)) return;
    const [now] = await book.recognise([requester]);
    if (!isFree(now)) return;
    const key = `${requester.channel}/${requester.address.toLowerCase()}`;
    if ([...held.values()].some((one) => one.key === key) || (await declined.all()).has(key)) return;
    hold(frame.tabId, key, requester);
  };
  const policy = async () => (await book.captureRules()).settings.autoCreate;

  function hold(tabId: number, key: string, requester: Requester): void {
    const id = crypto.randomUUID();
    const add = async () => {
      held.delete(id);
      await tell(tabId, { event: 'added', id }, 0);
      const [now] = await book.recognise([requester]);
      if (isFree(now)) await book.addByPolicy(requester);
    };
    held.set(id, { tabId, key, timer: setTimeout(() => void add().catch(report), HELD) });
    void tell(tabId, { event: 'adding', id, name: proposedName(requester) }, 0);
  }

  return {
    opened(frame, turn, [requester], [recognition]) {
      if (!requester || !isFree(recognition)) return;
      setTimeout(() => void begin(frame, turn, 'open').catch(report), OPEN);
    },
    replying: (frame, turn) => begin(frame, turn, 'reply'),
    async undo(tabId, id) {
      const one = held.get(id);
      if (one?.tabId !== tabId) return;
      clearTimeout(one.timer);
      held.delete(id);
      await declined.put(one.key, true);
      await tell(tabId, { event: 'added', id }, 0);
    },
  };
}

/** Unknown, with nobody of that name, and nobody who is just adding them: what needs a question is never done without. */
function isFree(recognition: Recognition | undefined): boolean {
  return (
    recognition?.state === 'unknown' &&
    recognition.nameTakenBy === null &&
    !recognition.addedBy &&
    !recognition.elsewhere
  );
}
