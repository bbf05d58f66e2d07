/**
 * The format of a recipe: how one site shows who wrote the open message (law 7). Plain JSON, so that what a person
 * teaches by pointing, what a team shares and what is built in are one and the same thing. `recipe-schema.ts` checks
 * one that comes from elsewhere; this file is types only, so that a content script carries no schema library.
 */

/** The version of this format. A recipe of a newer one is refused, never half understood. */
export const RECIPE_FORMAT = 1;

/** A CSS selector. '' and `:scope` stand for the element at hand. */
export type Selector = string;

/**
 * Where a value stands: the text of a selector's first match, a `[selector, attribute]` pair, or either of them cut by
 * a pattern, whose group `value` is taken (`(?<value>...)`, Unicode mode); or a pattern on the page's address alone; or
 * several of these, joined by a space: a first and a last name. Before a pattern, `<br>` is a line's end (`\n`).
 * `value` as an attribute means what a field holds now, and the chosen option of a list.
 */
export type Source = Piece | { readonly join: readonly Piece[] };
export type Piece =
  | Selector
  | readonly [at: Selector, attribute: string]
  | { readonly at: Selector; readonly attribute?: string; readonly pattern: string }
  | { readonly url: string };

/** A condition on a page. All that is named must hold; a gate that names nothing holds everywhere. */
export type Gate = {
  /** Patterns on the whole address, each of which must match. */
  readonly url?: readonly string[];
  /** Patterns on the address, none of which may match. */
  readonly notUrl?: readonly string[];
  /** What must be in the page, outside of the zones that are excluded. */
  readonly has?: readonly Selector[];
  /** What must not be in it. */
  readonly hasNot?: readonly Selector[];
};

/**
 * People in a message: the elements that stand for one person each, and where in such an element address and name
 * are. The first selector that finds anything is the one used; so is the first source that gives anything.
 * A value of the form `Name <address>` is taken apart by the reader.
 */
export type People = {
  readonly at: readonly Selector[];
  readonly address: readonly Source[];
  readonly name: readonly Source[];
  /** The channel of these addresses where it is not the recipe's: an e-mail address on a marketplace's order page. */
  readonly channel?: string;
};

/** Where the chip goes: beside the first visible match in the message the person wrote. */
export type Place = { readonly at: Selector; readonly where: 'before' | 'after' | 'inside' };

/** One way in which a site shows a message: a conversation, a print view. The first whose gate holds is read. */
export type View = {
  readonly id: string;
  readonly gate: Gate;
  /** The messages shown. Only visible ones count; of several the requester wrote the last that is not our own. */
  readonly messages: readonly Selector[];
  /** Where several are in sight, nobody can tell which of them is meant: windows that lie side by side over a page. */
  readonly alone?: true;
  /**
   * Who wrote a message, looked for in that message only. Without it the page is known by its address alone: what it
   * says beside is offered, and the person is picked by hand.
   */
  readonly sender?: People;
  readonly replyTo?: People;
  /** Whom a message is addressed to: tells a mailing list, and which of our own accounts it came to (R3). */
  readonly recipients?: People;
  /** Other places of a message that show its writer. One that shows somebody else means: nobody (Sent folders). */
  readonly confirm?: readonly Source[];
  /** Addresses of the person who is signed in, anywhere in the page. */
  readonly own?: readonly Source[];
  readonly subject?: readonly Source[];
  /** A lasting address of the conversation, where the page's own is none. Resolved against the page's. */
  readonly conversation?: readonly Source[];
  readonly chip: readonly Place[];
  /**
   * What a message says, covered while its writer is blocked (B52): in the message, or in the page where the messages of
   * this view are headers alone.
   */
  readonly body?: readonly Selector[];
  /** The picture of a message's writer, an `img` in it (B30). */
  readonly picture?: readonly Selector[];
  /** Other identities of the writer that the same message shows: the relay address beside a login (R1). */
  readonly also?: readonly People[];
  /** What else the message, or else the page, says of the writer: order numbers (R6), a phone number, a country. */
  readonly orders?: readonly Source[];
  readonly phone?: readonly Source[];
  readonly country?: readonly Source[];
  /** The own account it came to, where no recipient says it (R3): a shop's name, a seller's id. Never a requester. */
  readonly account?: readonly Source[];
  /** The conversation's state, in the site's own word; read only. */
  readonly status?: readonly Source[];
};

/**
 * A list of conversations, whose rows may be marked (R8). Only rows in sight are read, and nobody of them is ever the
 * requester.
 */
export type List = {
  readonly gate: Gate;
  readonly rows: Selector;
  /** Whom a row is from; a row of several people is not marked. */
  readonly sender: People;
  /** Where the mark stands, in the row. */
  readonly mark: Place;
};

/**
 * How well a recipe is proven: by saved pages of the real application, by facts alone with fixtures written from them,
 * by the page's address alone, or by whoever pointed at a page (R15). What is not proven is `likely` at best.
 */
export type Grade = 'proven' | 'facts' | 'address' | 'taught';

export type Recipe = {
  readonly format: typeof RECIPE_FORMAT;
  /** Id of the site in `sites.ts`. */
  readonly site: string;
  /** The channel the people of this site write on: an id of `lib/model/channel.ts`. */
  readonly channel: string;
  readonly grade: Grade;
  /** Pages on which nobody is to be offered: composers, drafts, Sent, settings. */
  readonly nobody: readonly Gate[];
  /** Zones in which nothing is read: message bodies, which belong to whoever wrote them, lists, composers. */
  readonly exclude: readonly Selector[];
  /**
   * What in the address tells one conversation from another: group `value` of a pattern. While it changes, nobody is
   * reported until the message on the page has changed as well. Without it the whole address counts; where it does not
   * match, nothing of it does.
   */
  readonly conversationInUrl?: string;
  /** Boxes in which an answer is written, on any page of the site; what is inserted goes there (R11). */
  readonly reply?: readonly Selector[];
  /** A page on which an answer is written, apart from the message: when it is one, and whom the answer goes to. */
  readonly answering?: { readonly gate: Gate; readonly to: People };
  readonly views: readonly View[];
  readonly lists?: readonly List[];
};
