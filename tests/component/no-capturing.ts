import type { Capturing } from '#lib/messages/capturing.ts';

const refused = () => Promise.reject(new Error('no list of the never captured is kept on this stage'));

/** The part of a book that says who is offered, where nobody is on the list. */
export const noCapturing: Capturing = {
  captureRules: async () => ({
    never: [],
    settings: { machines: true, platforms: true, autoCreate: 'never' },
    maySet: true,
  }),
  putNever: refused,
  deleteNever: refused,
  putCaptureSettings: refused,
};
