import type { Reading } from '#lib/detect/read.ts';
import type { AddChoice, Recognition } from '#lib/messages/book.ts';
import type { Page, PageSetup } from '#lib/messages/page.ts';
import { problemOf } from '#lib/messages/problem-error.ts';
import { createChip } from './chip.ts';
import { stateAfter, stateOf, type Act, type ChipState } from './chip-state.ts';
import { createPlace } from './place.ts';

export type RequesterChip = {
  /** A message is being opened: the chip goes at once. */
  reading(): void;
  read(reading: Reading): void;
  /** Contacts changed: asks again who this is. */
  askAgain(): void;
  /** The shortcut or the context menu: the same as a click on "Add to contacts". */
  add(): void;
};

type Needs = {
  page: Page;
  theme: PageSetup['theme'];
  /** The background is gone for good: the extension was reloaded under this page. */
  cutOff: () => void;
  signal: AbortSignal;
};

/**
 * From a reading to the chip beside the sender: asks the background who the requester is, and adds them on a click.
 * Each reading has a number; an answer that comes for an older one is thrown away, so that nobody is ever shown beside
 * another's message.
 */
export function createRequesterChip({ page, theme, cutOff, signal }: Needs): RequesterChip {
  const chip = createChip(theme, (asked) => act(asked), signal);
  const place = createPlace(chip.host, signal);
  let turn = 0;
  let reading: Reading | null = null;
  let state: ChipState | null = null;

  const clear = () => {
    state = null;
    place.none();
    chip.remove();
  };
  const show = (next: ChipState | null) => {
    const [requester] = reading?.requesters ?? [];
    const anchor = reading?.anchors[0];
    if (!next || !requester || !anchor) return clear();
    state = next;
    place.at(anchor);
    chip.show(next, requester.name || requester.address);
  };
  /** Runs a call; its outcome is shown if the page still shows what it was about. */
  const during = async (call: () => Promise<ChipState | null>, over: 'ask' | 'add') => {
    const mine = turn;
    const next = await call().catch((error: unknown): ChipState | null => {
      const problem = problemOf(error);
      if (problem.reason === 'reloaded') cutOff();
      return problem.reason === 'reloaded' ? null : { is: 'error', problem, over };
    });
    if (mine === turn && !signal.aborted) show(next);
  };
  const ask = () =>
    during(async () => {
      const requesters = reading?.requesters ?? [];
      const [recognition] = await page.sighted({ turn, url: location.href, requesters });
      return stateFrom(recognition, state);
    }, 'ask');
  const add = (choice?: AddChoice) => {
    show({ is: 'adding' });
    return during(async () => stateAfter(await page.add(turn, 0, choice)), 'add');
  };
  const act = (asked: Act) => {
    if (asked === 'add') void add();
    else if (asked === 'ask') void ask();
    else if (asked === 'sidebar') void during(async () => (await page.openSidebar(), state), 'ask');
    else if (asked === 'suffix') void add({ do: 'suffix' });
    else if (state && 'contact' in state) {
      const { contact } = state;
      if (asked === 'attach') void add({ do: 'attach', contactId: contact.id });
      else void during(async () => (await page.openContact(contact.id), state), 'ask');
    }
  };

  signal.addEventListener('abort', clear, { once: true });
  return {
    reading() {
      turn += 1;
      reading = null;
      clear();
      void page.reading(turn).catch((error: unknown) => problemOf(error).reason === 'reloaded' && cutOff());
    },
    read(next) {
      const same = reading !== null && JSON.stringify(reading.requesters) === JSON.stringify(next.requesters);
      reading = next;
      // The page drew its header anew: the same person, at another place.
      if (same && state) return show(state);
      turn += 1;
      clear();
      void ask();
    },
    askAgain() {
      if (reading && reading.requesters.length > 0 && state?.is !== 'adding' && state?.is !== 'name-taken')
        void ask();
    },
    add() {
      if (state?.is === 'unknown' || (state?.is === 'error' && state.over === 'add')) void add();
      else if (state?.is === 'name-taken') show(state);
    },
  };
}

/** What a recognition shows; one that says what is shown already leaves it, with the words of how it came about. */
function stateFrom(recognition: Recognition | undefined, before: ChipState | null): ChipState | null {
  const next = recognition ? stateOf(recognition) : null;
  const isSame =
    next?.is === 'known' &&
    before?.is === 'known' &&
    JSON.stringify(next.contact) === JSON.stringify(before.contact);
  return isSame ? before : next;
}
