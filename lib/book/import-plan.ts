import type { Field } from '#lib/model/field.ts';
import type { Person } from '#lib/model/person.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { ImportIssue, ImportOptions, RowReport } from '#lib/messages/exchange.ts';
import type { Context } from './context.ts';
import type { ReadSenders } from './import-senders.ts';
import type { Known, World } from './import-world.ts';

/** A row as it would be done: its changes, those of definitions first, and what is told of it. */
export type Planned = { changes: NewChange[]; definitions: NewChange[]; report: RowReport };

export type Planning = {
  world: World;
  options: ImportOptions;
  newId: Context['newId'];
};

/** A row that is being planned: what is found out about it is put into `issues`. */
export type Row = Planning & { person: Person; senders: ReadSenders['senders']; issues: ImportIssue[] };

/** What nobody typed yields to what somebody does (G27); what was chosen to win is as good as typed. */
export function fieldOf({ options }: Row, value: Field['value']): Field {
  return { value, origin: options.overwrite ? 'typed' : 'api' };
}

export const refOf = ({ id, name }: Known): ContactRef => ({ id, name });
