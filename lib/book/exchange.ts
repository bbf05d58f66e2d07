import type { Exchange } from '#lib/messages/exchange.ts';
import type { Context } from './context.ts';
import { exportContacts } from './export-contacts.ts';
import {
  addImportRows,
  cancelImport,
  dismissImport,
  importDryRun,
  importReport,
  imports,
  openImport,
  startImport,
} from './imports.ts';
import type { Replica } from './replica.ts';
import type { ImportRunner } from './run-imports.ts';
import type { Session } from './session.ts';
import { erasure, subjectAccess } from './subject.ts';

export type ExchangeParts = {
  inSession: <T>(work: (session: Session) => Promise<T>) => Promise<T>;
  context: Context;
  importer: ImportRunner;
};

/** The part of the book that `exchange.ts` of the messages declares. */
export function exchangeVerbs({ inSession, context, importer }: ExchangeParts): Exchange {
  const of = <T>(work: (replica: Replica) => Promise<T>) => inSession(({ replica }) => work(replica));
  /** Sets something going, and goes on with it without letting anybody wait. */
  const begin = <T>(work: (replica: Replica) => Promise<T>) =>
    inSession(async (session) => {
      const begun = await work(session.replica);
      void importer.goOn(session);
      return begun;
    });
  return {
    imports: () => begin(imports),
    openImport: (file) => of((replica) => openImport(replica, context, file)),
    addImportRows: (id, part, people) => of((replica) => addImportRows(replica, id, part, people)),
    importDryRun: (id, options) => begin((replica) => importDryRun(replica, id, options)),
    startImport: (id) => begin((replica) => startImport(replica, id)),
    cancelImport: (id) => of((replica) => cancelImport(replica, context, id)),
    dismissImport: (id) => of((replica) => dismissImport(replica, id)),
    importReport: (id, part) => of((replica) => importReport(replica, id, part)),
    exportContacts: (ids) => inSession((session) => exportContacts(session, ids)),
    subjectAccess: (id) => inSession((session) => subjectAccess(session, context, id)),
    erasure: (id) => of((replica) => erasure(replica, id)),
  };
}
