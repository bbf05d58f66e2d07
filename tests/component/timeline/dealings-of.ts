import type { Dealings } from '#lib/messages/dealings.ts';

const nothing = async () => undefined;

/** The dealings of a book in memory in which nothing has happened. */
export const noDealings: Dealings = {
  timeline: async () => ({
    entries: [],
    before: null,
    counts: { all: 0, notes: 0, conversations: 0, tickets: 0, orders: 0 },
    tagChanges: 'told',
  }),
  ticket: async () => null,
  putTicket: async () => '7c3de2a0-0b5c-4a7e-9d51-1f0f6f1f8a11',
  deleteTicket: nothing,
  putFilePart: nothing,
  deleteFile: nothing,
  filePart: async () => null,
  mailServer: async () => ({ state: 'none' }),
  sendTicket: () => Promise.reject(new Error('nobody sends')),
  handTicket: nothing,
  settleTicket: nothing,
  putCall: nothing,
  departments: async () => [],
  putDepartment: async (name) => ({ id: '3f3b8a5e-6f57-4f2f-8a61-2f5f1e7c9a01', name }),
  emailHolder: async () => null,
};
