import { useCallback, useMemo, useState } from 'react';
import { useBook, useDraftCheck, useWrite } from '#components/use-book.ts';
import { useOnce } from '#components/use-once.ts';
import type { ContactView } from '#lib/messages/book.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import { ProblemError } from '#lib/messages/problem-error.ts';
import { isDirty, type FormDraft } from './form-draft.ts';
import { toDraft } from './form-edit.ts';
import { saveContact } from './save-contact.ts';
import {
  isFine,
  joinProblems,
  noProblems,
  ownProblems,
  placeProblems,
  shownProblems,
  type FormProblems,
} from './shown-problems.ts';

export type ContactFormState = {
  form: FormDraft;
  change: (part: Partial<FormDraft>) => void;
  /** What to show beside the fields now. */
  problems: FormProblems;
  /** A field was left: from now on its problem is shown. */
  leave: (place: string) => void;
  submit: () => void;
  isBusy: boolean;
  isDirty: boolean;
  /** What went wrong with saving as a whole; null where the fields tell. */
  failure: Error | null;
  teamCountry: string | null;
};

export type ContactFormOptions = {
  initial: FormDraft;
  /** As far as it has come, where it is gone on with; else as it begins. */
  typed?: FormDraft;
  /** The contact being edited, as it was when the form opened. */
  contact: ContactView | null;
  /** The country national numbers are read for when the contact has none; null: ask (R4). */
  teamCountry: string | null;
  onSaved: (contact: ContactRef) => void;
};

/**
 * The add and edit form (A18 to A28): checked while it is typed, by its own rules and by the book, and saved once.
 * Nothing typed is lost when saving fails.
 */
export function useContactForm({
  initial,
  typed = initial,
  contact,
  teamCountry,
  onSaved,
}: ContactFormOptions): ContactFormState {
  const book = useBook();
  const [form, setForm] = useState(typed);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [submitted, setSubmitted] = useState(false);
  const [asked, setAsked] = useAsked(form, teamCountry);
  const all = useMemo(() => joinProblems(ownProblems(form, teamCountry), asked), [form, teamCountry, asked]);
  const write = useOnce<void, ContactRef>(async () => {
    const found = placeProblems(form, await book.check(toDraft(form, teamCountry)));
    setAsked(found);
    if (!isFine(found)) throw new FieldsRefused();
    return saveContact(book, form, contact, teamCountry);
  });
  const save = useWrite(write);
  const submit = () => {
    setSubmitted(true);
    if (save.isPending || !isFine(ownProblems(form, teamCountry))) return;
    save.mutate(undefined, { onSuccess: onSaved });
  };
  return {
    form,
    change: useCallback((part: Partial<FormDraft>) => setForm((now) => ({ ...now, ...part })), []),
    problems: shownProblems(all, left, submitted),
    leave: (place) => whenPointerRests(() => setLeft((places) => new Set(places).add(place))),
    submit,
    isBusy: save.isPending,
    isDirty: isDirty(initial, form),
    failure: save.error instanceof FieldsRefused ? null : save.error,
    teamCountry,
  };
}

/**
 * Runs at once, or after the mouse button that is down has come up: words that appear under a field push aside what is
 * just being pressed, and the click would miss it.
 */
function whenPointerRests(then: () => void): void {
  if (!isPointerDown) then();
  else addEventListener('pointerup', () => setTimeout(then), { once: true });
}
let isPointerDown = false;
if (typeof addEventListener === 'function') {
  addEventListener('pointerdown', () => (isPointerDown = true), true);
  for (const end of ['pointerup', 'pointercancel'])
    addEventListener(end, () => (isPointerDown = false), true);
}

/** The fields themselves say what is wrong. */
class FieldsRefused extends ProblemError {
  constructor() {
    super({ reason: 'unknown' });
  }
}

/** The book's word on the form as it is typed: the newest answer, laid onto the rows it was asked about. */
function useAsked(form: FormDraft, teamCountry: string | null) {
  const draft = useMemo(() => toDraft(form, teamCountry), [form, teamCountry]);
  const { data, isPlaceholderData } = useDraftCheck(draft);
  const [asked, setAsked] = useState<FormProblems>(noProblems);
  const [placed, setPlaced] = useState<typeof data>(undefined);
  if (data && data !== placed && !isPlaceholderData) {
    setPlaced(data);
    setAsked(placeProblems(form, data));
  }
  return [asked, setAsked] as const;
}
