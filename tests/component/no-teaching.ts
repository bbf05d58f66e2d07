import type { Teaching } from '#lib/messages/teaching.ts';

const refused = () => Promise.reject(new Error('nothing is taught on this stage'));

/** The part of a book that keeps what was taught, where there is nothing. */
export const noTeaching: Teaching = {
  taughtSites: async () => ({ sites: [], isReviewing: false, mayReview: true }),
  importTaught: refused,
  exportTaught: refused,
  revertTaught: refused,
  renameTaught: refused,
  deleteTaught: refused,
  approveTaught: refused,
  putReviewing: refused,
  teachHere: async () => undefined,
};
