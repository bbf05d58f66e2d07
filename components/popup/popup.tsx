import { lazy, Suspense, useEffect, useState } from 'react';
import { Toasts, useToast } from '#components/ui/toast.tsx';
import { useBook } from '#components/use-book.ts';
import { emptyForm, formFor, type FormDraft } from '#components/forms/form-draft.ts';
import { t } from '#lib/i18n/words.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import { forgetForm, useLeftForm, type KeptForm } from './kept-form.ts';
import { SearchView } from './search-view.tsx';
import css from './popup.module.css';

/** Most open the popup to search: the form, and all that it knows of phone numbers, is loaded when that is done. */
const loadForm = () => import('./quick-add.tsx');
const QuickAdd = lazy(async () => ({ default: (await loadForm()).QuickAdd }));

/** Milliseconds. */
const LATER = 1000;

/** The toolbar popup: who is on the page, search, quick-add (A34 to A38, G13). Keyboard through and through. */
export function Popup() {
  const book = useBook();
  const say = useToast();
  const [text, setText] = useState('');
  const [form, setForm] = useState<KeptForm | null>(null);
  const open = (id: string) => void book.openContactsPage({ contact: id }).then(() => window.close());
  const add = (begun: FormDraft = text.trim() === '' ? emptyForm() : formFor(text)) =>
    setForm({ begun, form: begun });
  const leave = () => {
    forgetForm();
    setForm(null);
  };
  useLeftForm(setForm);
  useAddKey(() => form === null && add());
  useLater(loadForm);
  const added = ({ id, name }: ContactRef) => {
    leave();
    setText('');
    say({
      words: t('form_added', name),
      tone: 'good',
      action: { words: t('popup_open'), onPress: () => open(id) },
    });
  };
  return (
    <main className={css.popup}>
      {form ? (
        <Suspense>
          <QuickAdd from={form} onBack={leave} onAdded={added} onOpen={open} />
        </Suspense>
      ) : (
        <SearchView text={text} onText={setText} onOpen={open} onAdd={add} />
      )}
      <Toasts className={css.toasts} />
    </main>
  );
}

/** Does something once, when the popup has long shown what it opens with. */
function useLater(does: () => unknown): void {
  useEffect(() => {
    const waiting = setTimeout(does, LATER);
    return () => clearTimeout(waiting);
  }, [does]);
}

/**
 * Alt+N begins a new contact. Ctrl+N does, too, wherever the browser lets it through: in most windows it opens a new one
 * before any page hears of it.
 */
function useAddKey(add: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.code !== 'KeyN' || event.shiftKey || !(event.altKey || event.ctrlKey || event.metaKey))
        return;
      event.preventDefault();
      add();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  });
}
