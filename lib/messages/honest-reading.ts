/** The part of the book that says where a tab's page was read, and takes the agent's word where it was read wrongly (R5, G28). */
export type HonestReading = {
  /** Shows on the page where a value of the person shown was read (R5); null takes that away. @returns whether it can be seen */
  pointAt(what: ReadWhat | null): Promise<boolean>;
  /** Makes whoever the selected text of the page names the one shown (R5). @returns whether anything was selected */
  pickSelection(): Promise<boolean>;
  /** Takes that back: the page's own people are shown again. */
  unpick(): Promise<void>;
  /** Reads the page anew (R5). */
  readAgain(): Promise<void>;
  /** A report on the page for the maintainers of its recipe, without anybody's data (G28). */
  pageReport(): Promise<string>;
};

/** What of a requester was read from the page. */
export type ReadWhat = (typeof READ_WHAT)[number];
export const READ_WHAT = [
  'name',
  'address',
  'also',
  'phone',
  'country',
  'integration',
  'orders',
  'subject',
  'status',
] as const;
