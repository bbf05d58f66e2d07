import type { Reading } from '#lib/detect/read.ts';
import type { Requester } from '#lib/model/requester.ts';
import type { AddChoice, Recognition } from '#lib/messages/book.ts';
import { isAlive } from '#lib/messages/call.ts';
import type { Page } from '#lib/messages/page.ts';
import { problemOf } from '#lib/messages/problem-error.ts';
import { stateAfter, stateOf, type Act, type ChipState } from '#lib/on-page/chip-state.ts';
import type { Display } from '#lib/on-page/handover.ts';

type Needs = {
  page: Page;
  /** Has the chip stand on the page. */
  show: Display['chip'];
  /** The background is gone for good: the extension was reloaded under this page. */
  cutOff: () => void;
  signal: AbortSignal;
};

/**
 * From a reading to what is shown of the requester: asks the background who they are, and adds them on a click.
 * Each reading has a number; an answer that comes for an older one is thrown away, so that nobody is ever shown beside
 * another's message.
 */
export class ShownRequester {
  readonly #needs: Needs;
  #turn = 0;
  #replied = -1;
  #reading: Reading | null = null;
  #state: ChipState | null = null;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  /** A message is being opened: the chip goes at once. */
  reading(): void {
    if (!this.#alive()) return;
    this.#turn += 1;
    this.#reading = null;
    this.#clear();
    void this.#needs.page.reading(this.#turn).catch((error: unknown) => this.#failed(error));
  }

  read(reading: Reading): void {
    if (!this.#alive()) return undefined;
    const before = this.#reading;
    this.#reading = reading;
    // What the background's `point-in-page.ts` puts light on (R5): the global of our own world, which the page cannot see.
    Reflect.set(globalThis, 'carnetShown', reading);
    // The page drew its header anew: the same person, at another place.
    const isSame = before && JSON.stringify(before.requesters) === JSON.stringify(reading.requesters);
    if (isSame && this.#state) return this.#show(this.#state);
    this.#turn += 1;
    this.#clear();
    return void this.#ask();
  }

  /** Contacts changed: asks again who this is, unless the agent is in the midst of adding them. */
  askAgain(): void {
    const isBusy = this.#state?.is === 'adding' || this.#state?.is === 'name-taken';
    if (!isBusy && this.#reading?.requesters.length) void this.#ask();
  }

  /** Somebody has begun to write them an answer: told once for each message (G20). */
  replying(): void {
    if (this.#replied === this.#turn || !this.#reading?.requesters.length || !this.#alive()) return;
    this.#replied = this.#turn;
    void this.#needs.page.replying(this.#turn).catch(this.#failed);
  }

  /** The shortcut or the context menu: the same as a click on "Add to contacts". */
  add(): void {
    const state = this.#state;
    if (state?.is === 'unknown' || (state?.is === 'error' && state.over === 'add')) void this.#add();
    else if (state?.is === 'name-taken') this.#show(state);
    else if (state?.is === 'unsure') this.#show(state, true);
  }

  #ask() {
    return this.#during('ask', async () => {
      const { requesters = [], about } = this.#reading ?? {};
      const names = requesters.length > 0 || !about;
      const sighting = { turn: this.#turn, url: location.href, requesters, ...(names ? {} : { about }) };
      const [recognition] = await this.#needs.page.sighted(sighting);
      return stateFrom(recognition, sighting.requesters[0], this.#state);
    });
  }

  #add(choice?: AddChoice) {
    this.#show({ is: 'adding' });
    return this.#during('add', async () => stateAfter(await this.#needs.page.add(this.#turn, 0, choice)));
  }

  /** What a click on the chip, or in its menu, asks for. */
  act(asked: Act): void {
    if (!this.#alive()) return;
    const { page } = this.#needs;
    const contact = this.#state && 'contact' in this.#state ? this.#state.contact : null;
    if (asked === 'add') void this.#add();
    else if (asked === 'ask') void this.#ask();
    else if (asked === 'suffix') void this.#add({ do: 'suffix' });
    else if (asked === 'attach' && contact) void this.#add({ do: 'attach', contactId: contact.id });
    else if (asked === 'contact' && contact) page.openContact(contact.id).catch(this.#failed);
    else if (asked === 'sidebar') page.openSidebar().catch(this.#failed);
  }

  /** Runs a call; its outcome is shown if the page still shows what the call was about. */
  async #during(over: 'ask' | 'add', call: () => Promise<ChipState | null>): Promise<void> {
    const turn = this.#turn;
    const next = await call().catch((error: unknown): ChipState | null => {
      this.#failed(error);
      return { is: 'error', problem: problemOf(error), over };
    });
    if (turn === this.#turn && !this.#needs.signal.aborted) this.#show(next);
  }

  /** A script that was cut off by an update has no words any more, let alone a background: it says so and ends. */
  #alive(): boolean {
    const alive = isAlive();
    if (!alive) this.#needs.cutOff();
    return alive;
  }

  readonly #failed = (error: unknown): void => {
    if (problemOf(error).reason === 'reloaded') this.#needs.cutOff();
  };

  #show(state: ChipState | null, opens = state?.is === 'name-taken'): void {
    const [requester] = this.#reading?.requesters ?? [];
    const anchor = this.#reading?.anchors[0];
    if (!state || !requester || !anchor) return this.#clear();
    this.#state = state;
    const body = this.#reading?.bodies[0] ?? null;
    this.#needs.show({ state, who: requester.name || requester.address, anchor, body, opens });
    return undefined;
  }

  #clear(): void {
    this.#state = null;
    this.#needs.show(null);
  }
}

/** What a recognition shows; one that says what is shown already leaves it, with the words of how it came about. */
function stateFrom(
  recognition: Recognition | undefined,
  requester: Requester | undefined,
  before: ChipState | null,
): ChipState | null {
  const next = recognition && requester ? stateOf(recognition, requester) : null;
  if (next?.is !== 'known' || before?.is !== 'known') return next;
  const isSame =
    before.contact.id === next.contact.id &&
    before.contact.name === next.contact.name &&
    before.warning === next.warning &&
    before.ticketOf === next.ticketOf &&
    JSON.stringify(before.blocked) === JSON.stringify(next.blocked);
  return isSame ? before : next;
}
