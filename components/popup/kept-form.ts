import { useEffect } from 'react';
import { storage } from 'wxt/utils/storage';
import { isDirty, type FormDraft } from '#components/forms/form-draft.ts';

/** A form as it was begun with, and as far as it has come. */
export type KeptForm = { begun: FormDraft; form: FormDraft };

/**
 * What is half typed in the popup: a click beside it closes it, and whoever copies an address from the page comes back.
 * In the browser's memory, which only our own pages read, and gone with it.
 */
const kept = storage.defineItem<KeptForm | null>('session:quick-add', { fallback: null });

/** Keeps a form while it is typed. What was typed back to how it began is none to come back to. */
export function useKeptForm(begun: FormDraft, form: FormDraft): void {
  useEffect(() => {
    void kept.setValue(isDirty(begun, form) ? { begun, form } : null);
  }, [begun, form]);
}

/** Calls `goOn` once with the form that was left, where there is one. */
export function useLeftForm(goOn: (left: KeptForm) => void): void {
  useEffect(() => {
    void kept.getValue().then((left) => left && goOn(left));
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, as the popup opens
  }, []);
}

/** It was added, or given up. */
export function forgetForm(): void {
  void kept.setValue(null);
}
