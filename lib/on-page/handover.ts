import type { Anchor } from '#lib/detect/read.ts';
import type * as rows from '#lib/detect/rows.ts';
import type { Page, PageEvent, PageSetup } from '#lib/messages/page.ts';
import type { Act, ChipState } from './chip-state.ts';

/** A chip as it has to stand. `who`: the requester as the page names them; `opens`: with its menu. */
export type ShownChip = {
  state: ChipState;
  who: string;
  anchor: Anchor;
  /** What their message says, to be covered where they are blocked; null where it is not on the page. */
  body: Element | null;
  opens: boolean;
};

/** All that stands on a page, as the script that reads it has it shown. Taken away when the signal of `Reader` ends. */
export type Display = {
  /** Null: nobody, or a message is being opened. */
  chip: (shown: ShownChip | null) => void;
  /** The notice that a page which somebody taught shows nobody any more. */
  lost: (isLost: boolean) => void;
  /** What the background tells that concerns what is shown. */
  hear: (event: PageEvent) => void;
  /** The extension was reloaded: the notice that stays when all else goes. */
  updated: () => void;
};

/** What reads a page, as it hands itself over to what shows things there. */
export type Reader = {
  page: Page;
  setup: PageSetup;
  /** Reading the rows of lists: the code is here already. */
  rows: typeof rows;
  act: (asked: Act) => void;
  /** The extension is gone: everything ends. */
  cutOff: () => void;
  signal: AbortSignal;
  connect: (display: Display) => void;
};

/** The global of our own world, which the page cannot see. */
type World = { carnetReader?: Promise<Reader> | undefined };

/** Leaves word for the script that shows things, which comes later. @returns to be called once there is a reader */
export function offerReader(): (reader: Reader) => void {
  let offer: (reader: Reader) => void = () => {};
  (globalThis as World).carnetReader = new Promise((resolve) => (offer = resolve));
  return offer;
}

/** Takes what was left, once; null where nobody reads. */
export function takeReader(): Promise<Reader> | null {
  const world = globalThis as World;
  const offered = world.carnetReader ?? null;
  world.carnetReader = undefined;
  return offered;
}
