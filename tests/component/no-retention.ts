import type { Retaining } from '#lib/messages/retention.ts';

const refused = () => Promise.reject(new Error('no rule of retention is made on this stage'));

/** The part of a book that keeps rules of retention, where there are none. */
export const noRetention: Retaining = {
  retention: async () => ({ rules: [], keptAt: null }),
  overdue: async () => 0,
  putRetention: refused,
  deleteRetention: refused,
};
