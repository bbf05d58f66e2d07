import type { Retention } from '#lib/model/retention.ts';

/** The part of the book that clears contacts of a channel some time after they were last heard of (G30, R9). */
export type Retaining = {
  /** The team's rules, one a channel, and when this device last kept them. */
  retention(): Promise<RetentionView>;
  /** How many contacts a rule would clear now. */
  overdue(rule: Retention): Promise<number>;
  /**
   * Makes the rule of a channel, or edits the one with `id`, and keeps it at once.
   * @throws not_permitted, definition_gone, definition_taken where the channel has another, which `value` is
   */
  putRetention(rule: Retention, id?: string): Promise<void>;
  /** Nothing more is cleared by it; what was cleared does not come back. @throws not_permitted */
  deleteRetention(id: string): Promise<void>;
};

export type RetentionRule = Retention & { id: string };

/** `keptAt`: ISO 8601; null where this device has not looked yet. */
export type RetentionView = { rules: RetentionRule[]; keptAt: string | null };
