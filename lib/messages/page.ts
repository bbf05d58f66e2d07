import type { About, Requester } from '#lib/model/requester.ts';
import type { AddChoice, AddOutcome, Identity, Recognition } from '#lib/messages/book.ts';

/**
 * What a content script may ask: only about the page it runs in (law 9). Each argument is parsed at the background's
 * door, each caller is checked (own extension, a tab, an enabled site) and rate-limited.
 */
export type Page = TeachPage & {
  /**
   * First call of every document. Null: this site is off, draw nothing. Each document begins the frame's state anew.
   * `words`: keys of what the document will have to say.
   */
  begin(page: { url: string; words?: readonly string[] }): Promise<PageSetup | null>;
  /** Puts the script into this document that shows things there: once, when it has been read. */
  display(): Promise<void>;
  /**
   * What the document shows now, the requester first; an empty list for nobody. `turn` is the document's own counter.
   * The answer is for these requesters in this order.
   */
  sighted(sighting: {
    turn: number;
    url: string;
    requesters: Requester[];
    /** What the page says where it names nobody. */
    about?: About;
  }): Promise<Recognition[]>;
  /** A message is being opened: whatever was sighted before is over. */
  reading(turn: number): Promise<void>;
  /** The document goes away: nobody is shown in its frame any more. */
  left(): Promise<void>;
  /**
   * One click on the chip. `choice` answers a `name-taken` (X1); it may attach to the contact in the way and to no other.
   * @throws as `Book.addSender`
   */
  add(turn: number, index: number, choice?: AddChoice): Promise<AddOutcome>;
  /** Somebody has begun to write an answer here (G20). */
  replying(turn: number): Promise<void>;
  /** "Don't add" of a notice on this page (G20). */
  undoAdding(id: string): Promise<void>;
  /** What the rows of a conversation list are marked with (R8), for these people in this order: no more than that. */
  marks(people: Identity[]): Promise<(Mark | null)[]>;
  /** A one-time word that lets the sidebar frame, put into this very tab, show itself to be ours. Top document only. */
  frameWord(): Promise<string>;
  /** Opens the sidebar of the tab, for a chip in any of its frames. */
  openSidebar(): Promise<void>;
  /** Keeps the sidebar open or closed on this site. Top document only. */
  keepSidebar(open: boolean): Promise<void>;
  openContact(contactId: string): Promise<void>;
  /** A page that a taught recipe is for shows nobody any more (R15); `site` is the recipe's. */
  lost(site: string): Promise<void>;
};

/** What the picker may ask, in a tab where somebody teaches Carnet the page (R15), and nowhere else. Top document only. */
export type TeachPage = {
  lesson(): Promise<Lesson>;
  /** Keeps what was taught so far: the next page of the application goes on with it. */
  keepLesson(draft: string): Promise<void>;
  endLesson(): Promise<void>;
  /** Keeps the recipe for the workspace and ends. @returns what it is called @throws recipe_bad ... */
  keepTaught(recipe: string, name: string): Promise<string>;
};

/** `draft`: what `keepLesson` kept, '' at the beginning. */
export type Lesson = { draft: string; own: string[]; theme: PageSetup['theme'] };

/** What a row of a conversation list is marked with (R8); null: nothing. */
export type Mark = 'known' | 'unknown' | 'warning' | 'blocked';

export type PageSetup = {
  /** The recipes that may fit here, JSON of `lib/detect/recipe.ts`, already checked: one, or several on a host of nobody's. */
  recipes: unknown[];
  /** The team's own addresses and logins: mail from them offers nobody. */
  own: string[];
  sidebar: { open: boolean; layout: 'push' | 'over' };
  theme: 'system' | 'light' | 'dark';
  /** Whether rows of conversation lists are marked (R8). */
  marks: boolean;
  /** The words asked for, in their order, with `$1` ... where values go; '' for a key that is none. */
  words: string[];
};

/** What the background tells the documents of a tab. */
export type PageEvent =
  /** Contacts changed: ask again about the requesters shown. */
  | { event: 'ask-again' }
  /** The agent chose another look. */
  | { event: 'look-changed'; theme: PageSetup['theme']; layout: PageSetup['sidebar']['layout'] }
  /** The shortcut or toolbar: open or close the sidebar (top document). */
  | { event: 'toggle-sidebar'; open?: boolean }
  /** The shortcut or context menu: add the requester shown. */
  | { event: 'add-sender' }
  /** The shortcut, or a button of the sidebar: read the page anew (R5). */
  | { event: 'read-again' }
  /** Somebody is being added by itself (G20), until `added` of the same id: by then it is done, or undone. */
  | { event: 'adding'; id: string; name: string }
  | { event: 'added'; id: string }
  /** Marks in conversation lists were switched on or off. */
  | { event: 'mark-lists'; on: boolean }
  /** The site was switched off: take everything away. */
  | { event: 'off' };
