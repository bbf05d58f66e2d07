/** The part of the book that keeps what people taught Carnet to read (R15), for the whole team. */
export type Teaching = {
  /** What was taught in this workspace, by name. */
  taughtSites(): Promise<TaughtSites>;
  /** Takes one in from a file. @throws recipe_newer, recipe_large, recipe_bad */
  importTaught(text: string): Promise<TaughtRef>;
  /** One as a file, without anybody's data. @throws definition_gone */
  exportTaught(id: string): Promise<string>;
  /** Makes a former version hold again, as a new one. @throws definition_gone, not_permitted */
  revertTaught(id: string, version: number): Promise<void>;
  renameTaught(id: string, name: string): Promise<void>;
  deleteTaught(id: string): Promise<void>;
  /** A manager lets the version that holds be read by the whole team. @throws not_permitted */
  approveTaught(id: string, version: number): Promise<void>;
  /** Whether what agents teach is looked at by a manager before the team reads by it. @throws not_permitted */
  putReviewing(isOn: boolean): Promise<void>;
  /**
   * Begins teaching in a tab: the caller's own, or the one in front. `again`: the taught site that reads no more.
   * @throws no_requester where the tab shows no page that may be read
   */
  teachHere(again?: string): Promise<void>;
};

export type TaughtRef = { id: string; name: string };

export type TaughtSites = {
  sites: TaughtSite[];
  /** A manager looks at what agents teach before it is the team's. */
  isReviewing: boolean;
  /** Whether whoever works here may look at it, and say whether it must be. */
  mayReview: boolean;
};

export type TaughtSite = TaughtRef & {
  /** `https://desk.example`, '' for one that cannot be read. */
  origin: string;
  channel: string;
  /** What is read beside the person. */
  reads: ('orders' | 'account' | 'subject')[];
  /** Null: whoever works alone. */
  author: string | null;
  isMine: boolean;
  mayEdit: boolean;
  version: number;
  /** Newest first. */
  versions: { number: number; at: string; author: string | null; from: number | null }[];
  /**
   * `read`: pages are read by it · `waiting`: for a manager, and its author alone reads by it; the team by the version
   * `approved`, if any · else why it is refused.
   */
  state: 'read' | 'waiting' | 'recipe_newer' | 'recipe_large' | 'recipe_bad';
  approved: number | null;
  /** Since when, and in whose browser, its pages show nobody any more; null while they do. */
  lost: { at: string; userName: string | null } | null;
};
