import type { Exchange } from '#lib/messages/exchange.ts';

const refused = () => Promise.reject(new Error('nothing is imported or exported on this stage'));

/** The importing and exporting half of a book in which nobody does either. */
export const noExchange: Exchange = {
  imports: async () => [],
  openImport: refused,
  addImportRows: refused,
  importDryRun: refused,
  startImport: refused,
  cancelImport: refused,
  dismissImport: refused,
  importReport: refused,
  exportContacts: refused,
  subjectAccess: refused,
  erasure: refused,
};
