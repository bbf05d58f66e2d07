import type { DraftProblem } from '#lib/messages/book.ts';
import type { Problem, ProblemReason } from '#lib/messages/problem.ts';
import { NAME_LIMIT, readName } from '#lib/model/contact.ts';
import type { FormDraft, SenderEntry } from './form-draft.ts';
import { filledSenders, phoneCountry } from './form-draft.ts';
import { senderKey } from '#lib/model/sender.ts';

/** The problems of a form by place: a sender's by its row's id. */
export type FormProblems = {
  name: Problem | null;
  note: Problem | null;
  senders: Record<string, Problem>;
};

export const noProblems: FormProblems = { name: null, note: null, senders: {} };

/** What a person should see at once, while typing: nothing they could still be in the middle of. */
const EAGER: ReadonlySet<ProblemReason> = new Set<ProblemReason>([
  'name_too_long',
  'name_taken',
  'sender_too_long',
  'sender_taken',
  'sender_already_here',
  'shared_address',
  'own_address',
  'note_too_long',
  'too_many_senders',
]);

/** What can be told without asking the book: emptiness, length, shape, the same sender twice in this form. */
export function ownProblems(form: FormDraft, teamCountry: string | null): FormProblems {
  const seen = new Set(form.attached.map(({ channel, key }) => `${channel} ${key}`));
  const senders: Record<string, Problem> = {};
  for (const entry of filledSenders(form)) {
    const found = senderProblem(entry, phoneCountry(entry, form, teamCountry), seen);
    if (found) senders[entry.id] = found;
  }
  return { name: nameProblem(form.name), note: null, senders };
}

function nameProblem(text: string): Problem | null {
  const read = readName(text);
  if ('name' in read) return null;
  return read.problem === 'empty'
    ? { reason: 'name_empty' }
    : { reason: 'name_too_long', value: text.trim().slice(0, NAME_LIMIT) };
}

function senderProblem(entry: SenderEntry, country: string | null, seen: Set<string>): Problem | null {
  const value = entry.value.trim().slice(0, 400);
  const read = senderKey(entry.channel, entry.value, country);
  if ('problem' in read) return { reason: reasonOf(read.problem), value };
  const id = `${entry.channel} ${read.key}`;
  if (seen.has(id)) return { reason: 'sender_already_here', value };
  seen.add(id);
  return null;
}

function reasonOf(
  problem: Extract<ReturnType<typeof senderKey>, { problem: string }>['problem'],
): ProblemReason {
  if (problem === 'empty') return 'sender_empty';
  return problem === 'too_long' ? 'sender_too_long' : problem;
}

/** The book's answers laid onto the form's rows; it was asked about the filled rows only, in their order. */
export function placeProblems(form: FormDraft, found: readonly DraftProblem[]): FormProblems {
  const rows = filledSenders(form);
  const placed: FormProblems = { name: null, note: null, senders: {} };
  for (const { at, problem } of found) {
    if (at === 'name' || at === 'note') placed[at] ??= problem;
    else placed.senders[rows[at]?.id ?? ''] ??= problem;
  }
  return placed;
}

/** The form's own word first: it is about what stands there now, while the book's may be a keystroke old. */
export function joinProblems(own: FormProblems, asked: FormProblems): FormProblems {
  return {
    name: own.name ?? asked.name,
    note: own.note ?? asked.note,
    senders: { ...asked.senders, ...own.senders },
  };
}

/**
 * The problems to show now. Before the first attempt to submit, a field that is still being typed is left in peace
 * but for what cannot become right by typing on.
 * @param left ids of the fields that were left: 'name', 'note', or a sender row's id
 */
export function shownProblems(
  all: FormProblems,
  left: ReadonlySet<string>,
  submitted: boolean,
): FormProblems {
  const show = (place: string, problem: Problem | null | undefined): problem is Problem =>
    Boolean(problem) && (submitted || left.has(place) || EAGER.has(problem?.reason ?? 'unknown'));
  return {
    name: show('name', all.name) && (submitted || all.name.reason !== 'name_empty') ? all.name : null,
    note: show('note', all.note) ? all.note : null,
    senders: Object.fromEntries(Object.entries(all.senders).filter(([id, problem]) => show(id, problem))),
  };
}

/** Whether nothing stands against submitting. */
export function isFine({ name, note, senders }: FormProblems): boolean {
  return name === null && note === null && Object.keys(senders).length === 0;
}
