import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { useWrite } from '#components/use-book.ts';
import type { ContactView } from '#lib/messages/book.ts';
import { textOf, type Fields, type FieldSet } from '#lib/model/field.ts';

/**
 * Sets values of a contact: `set(values, done)`. Shown at once; where the book refuses, it is said and taken back.
 * What the editor saw of each goes with it, so that a colleague's edit is never lost in silence (G27, R14).
 */
export function useSetFields({ id, fields }: Pick<ContactView, 'id' | 'fields'>) {
  const say = useToast();
  const write = useWrite(
    (book, set: FieldSet) => book.setFields(id, set, seenOf(fields, set)),
    (set) => ({ id, change: (contact) => withValues(contact, set) }),
  );
  const set = (values: FieldSet, done?: () => void) =>
    write.mutate(values, {
      ...(done && { onSuccess: done }),
      onError: (error) => say({ words: problemText(error), tone: 'bad' }),
    });
  return { set, isPending: write.isPending };
}

function seenOf(fields: Fields, set: FieldSet): FieldSet {
  return Object.fromEntries(Object.keys(set).map((key) => [key, fields[key] ?? null]));
}

function withValues(contact: ContactView, set: FieldSet): ContactView {
  const left = Object.entries({ ...contact.fields, ...set }).filter(([, value]) => value !== null);
  const fields = Object.fromEntries(left) as Fields;
  const [country, language] = [textOf(fields, 'country') || null, textOf(fields, 'language') || null];
  return { ...contact, fields, country, language };
}
