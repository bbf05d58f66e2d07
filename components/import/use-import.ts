import { useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { problemText } from '#components/problem-text.ts';
import { useAttributes } from '#components/use-attributes.ts';
import { useBook } from '#components/use-book.ts';
import { useSetting } from '#components/use-setting.ts';
import type { CsvForm } from '#lib/exchange/csv-file.ts';
import { language, t } from '#lib/i18n/words.ts';
import { teamCountry } from '#lib/settings/settings.ts';
import { ProblemError } from '#lib/messages/problem-error.ts';
import type { Attribute } from '#lib/messages/definitions.ts';
import type { ImportOptions } from '#lib/messages/exchange.ts';
import { sendPeople, type Sent } from './send-people.ts';
import { FILE_LIMIT, openSource, peopleOf, type Source } from './source.ts';

const FIRST: Omit<ImportOptions, 'country'> = { sameName: 'separate', overwrite: false };

type Said = Partial<CsvForm> & { hasHeader?: boolean };

/**
 * A file on its way to the book: chosen, looked at, read and handed over.
 * @param onSent the book has all of it, and its dry run has begun
 */
export function useImport(onSent: (id: string) => void) {
  const { data: attributes = [] } = useAttributes();
  const [country] = useSetting(teamCountry);
  const [chosen, setOptions] = useState<ImportOptions | null>(null);
  const [error, setError] = useState('');
  const options = chosen ?? { ...FIRST, country };
  const { source, look, onTarget, forget } = useSource(attributes, setError);
  const { sent, send, stop } = useSending(setError, onSent);
  return {
    source,
    attributes,
    options,
    sent,
    error,
    choose: (file: File) => void look(file),
    onForm: (said: Said) => source && void look(source.file, said),
    onTarget,
    onOptions: setOptions,
    onCheck: () => source && void send(source, attributes, options),
    onStop: stop,
    onOther: () => {
      forget();
      setError('');
    },
  };
}

function useSource(attributes: readonly Attribute[], say: (words: string) => void) {
  const [source, setSource] = useState<Source | null>(null);
  const look = async (file: File, said: Said = {}) => {
    say('');
    if (file.size > FILE_LIMIT) return say(t('import_too_big'));
    try {
      const found = await openSource(file, attributes, language() === 'pl', said);
      if (isEmpty(found)) say(t('import_empty_file'));
      else setSource(found);
    } catch {
      say(t('import_unreadable'));
    }
  };
  const onTarget = (column: number, target: string) =>
    setSource((before) => before && withTarget(before, column, target));
  return { source, look, onTarget, forget: () => setSource(null) };
}

function useSending(say: (words: string) => void, onSent: (id: string) => void) {
  const book = useBook();
  const client = useQueryClient();
  const [sent, setSent] = useState<Sent | null>(null);
  const reading = useRef<AbortController>(null);
  const send = async (source: Source, attributes: readonly Attribute[], options: ImportOptions) => {
    const { signal } = (reading.current = new AbortController());
    say('');
    setSent({ people: 0, bytes: 0 });
    let id: string | null = null;
    try {
      id = await book.openImport({ name: source.file.name });
      const people = peopleOf(source, attributes, signal);
      const count = await sendPeople(book, id, people, { onProgress: setSent, signal });
      if (count === 0) throw new Error(t('import_empty_file'));
      await book.importDryRun(id, options);
      await client.invalidateQueries({ queryKey: ['imports'] });
      onSent(id);
    } catch (failure) {
      if (id !== null) await book.cancelImport(id).catch(() => undefined);
      if (!signal.aborted) say(wordsOf(failure));
    }
    setSent(null);
  };
  return { sent, send, stop: () => reading.current?.abort() };
}

function isEmpty(source: Source): boolean {
  return source.kind === 'csv' && source.columns.every(({ samples }) => samples.length === 0);
}

/** A file that was moved or changed since it was chosen fails with a `DOMException` of the browser's own words. */
function wordsOf(failure: unknown): string {
  if (failure instanceof ProblemError) return problemText(failure);
  const isOurs = failure instanceof Error && !(failure instanceof DOMException);
  return isOurs ? failure.message : t('import_unreadable');
}

function withTarget(source: Source, column: number, target: string): Source {
  if (source.kind !== 'csv') return source;
  return { ...source, targets: source.targets.map((one, at) => (at === column ? target : one)) };
}
