import type { Exported, Person, PersonFlaw } from '#lib/model/person.ts';
import type { ContactRef, Problem, ProblemReason } from '#lib/messages/problem.ts';

/**
 * The part of the book that takes contacts in from files and gives them out (G14, G15, R9). Files are read and written by
 * the page; what crosses here are people. An import is a job: what it is about lies on disk, it goes on after the worker
 * was ended, and nothing of it is done twice.
 */
export type Exchange = {
  /** Imports that are not put away, newest first. */
  imports(): Promise<ImportView[]>;
  /** Begins an import, of a file that is being read. @returns its id */
  openImport(file: { name: string }): Promise<string>;
  /** Hands over the next people of the file; the same `part` again changes nothing. @throws import_gone */
  addImportRows(id: string, part: number, people: Person[]): Promise<void>;
  /** Tells what an import would do, without doing it: `ImportView.counts` and `samples`. It may be asked again otherwise. */
  importDryRun(id: string, options: ImportOptions): Promise<void>;
  /** Does it, as the dry run was asked. @throws import_gone */
  startImport(id: string): Promise<void>;
  /** Ends it: what is done stays done, and is told. */
  cancelImport(id: string): Promise<void>;
  /** Puts it away, its report and all it still had to do. */
  dismissImport(id: string): Promise<void>;
  /** What became of each person of one part, or before it began what would: parts from 0 to `ImportView.parts`. */
  importReport(id: string, part: number): Promise<RowReport[]>;

  /** Contacts as files carry them, at most 500 at once, in the order asked for. @throws too_many_for_role to an agent beyond 100 (X6) */
  exportContacts(ids: string[]): Promise<Exported[]>;

  /** Everything that is kept of a person, on this device and by the team's server (R9). @throws contact_gone, server_unreachable ... */
  subjectAccess(contactId: string): Promise<SubjectAccess>;
  /** What erasing a person removes. @throws contact_gone */
  erasure(contactId: string): Promise<Erasure>;
};

/**
 * `country`: for phone numbers without a prefix of people of no country; null: they are refused (R4). `sameName`: what to
 * do with somebody who shares only the name with a contact. `overwrite`: imported values win over typed ones.
 */
export type ImportOptions = {
  country: string | null;
  sameName: 'separate' | 'update' | 'skip';
  overwrite: boolean;
};

/** `reading`: the file is not all here. `checking`: the dry run. `stopped`: it cannot go on, `problem` says why. */
export type ImportState = 'reading' | 'checking' | 'checked' | 'writing' | 'done' | 'cancelled' | 'stopped';

/** `same`: nothing to change. `skipped`: by what was chosen, or there is nobody in the row. `failed`: refused. */
export type ImportOutcome = 'new' | 'updated' | 'same' | 'skipped' | 'failed';
export const IMPORT_OUTCOMES = [
  'new',
  'updated',
  'same',
  'skipped',
  'failed',
] as const satisfies readonly ImportOutcome[];

/**
 * What is to be known of a row beside its outcome. `nobody`: no name, address or number in it · `typed_kept`: a value that
 * somebody typed stays, `value` is the imported one · `name_kept`: the contact keeps its name · `same_name`: the contact
 * of that name was meant · `second_name`: it got another name, which `value` is.
 */
export type ImportIssue = { code: IssueCode; value?: string; contact?: ContactRef };
export type IssueCode =
  | PersonFlaw
  | Extract<
      ProblemReason,
      | 'not_an_email'
      | 'not_a_phone'
      | 'phone_needs_country'
      | 'shared_address'
      | 'sender_too_long'
      | 'own_address'
      | 'sender_taken'
      | 'too_many_senders'
      | 'name_taken'
      | 'not_a_number'
      | 'not_a_date'
      | 'not_an_option'
      | 'not_a_link'
      | 'value_too_long'
    >
  | 'nobody'
  | 'not_a_country'
  | 'not_a_language'
  | 'typed_kept'
  | 'name_kept'
  | 'same_name'
  | 'second_name'
  | 'refused';

export type RowReport = {
  /** Where the person begins in the file, from 1. */
  row: number;
  name: string;
  outcome: ImportOutcome;
  /** Null where there is none. In a dry run a new one has no id yet: ''. */
  contact: ContactRef | null;
  issues: ImportIssue[];
};

export type ImportCounts = Record<ImportOutcome, number> & {
  /** Rows with each issue. */
  issues: Partial<Record<IssueCode, number>>;
  /** Tags and organisations that come with it. */
  tags: number;
  organisations: number;
};

export type ImportView = {
  id: string;
  name: string;
  state: ImportState;
  options: ImportOptions | null;
  createdAt: string;
  endedAt: string | null;
  /** People in the file, those looked at, and in how many parts they lie. */
  total: number;
  done: number;
  parts: number;
  counts: ImportCounts;
  /** The first rows of each outcome and with each issue. */
  samples: RowReport[];
  problem: Problem | null;
};

/** The machine-readable answer to «what do you have about me»; a person reads it with any JSON viewer. */
export type SubjectAccess = {
  format: 'carnet-subject-access';
  version: 1;
  madeAt: string;
  workspace: string | null;
  contact: unknown;
  /** Contacts that were merged into it, with their own values. */
  merged: unknown[];
  senders: unknown[];
  /** By kind: notes, tickets, events, blocks ... */
  records: Record<string, unknown[]>;
  /** What was done to it, from the server; null while working alone, where none is kept. */
  history: unknown[] | null;
};

/** How many of each go with a contact. `records` by kind. */
export type Erasure = {
  contact: ContactRef;
  merged: number;
  senders: number;
  records: Record<string, number>;
};
