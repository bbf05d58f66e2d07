import { useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Banner } from '#components/ui/banner.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { saveAsFile } from '#components/team/save-as-file.ts';
import { useAttributes } from '#components/use-attributes.ts';
import { useBook } from '#components/use-book.ts';
import { useRole } from '#components/use-role.ts';
import { formatNumber, language, plural, t } from '#lib/i18n/words.ts';
import { bulkLimit } from '#lib/model/bulk.ts';
import type { Book } from '#lib/messages/book.ts';
import type { JobContacts } from '#lib/messages/jobs.ts';
import { targetName } from './target-words.ts';
import { writeExport, type ExportKind } from './write-export.ts';
import css from './import.module.css';

export type ExportDialogProps = {
  over: JobContacts;
  /** How many that are. */
  count: number;
  onClose: () => void;
};

/** More than any workspace has. */
const EVERYBODY = 1_000_000;

/** Gives contacts out as a file (G15): a selection, a filter, or all. An agent no more than a hundred (X6). */
export function ExportDialog({ over, count, onClose }: ExportDialogProps) {
  const [kind, setKind] = useState<ExportKind>(language() === 'en' ? 'csv' : 'csv-semicolon');
  const limit = bulkLimit(useRole());
  const tooMany = limit !== null && count > limit;
  const { done, error, start, stop } = useExport({ over, kind, onClose });
  const close = () => {
    stop();
    onClose();
  };
  const actions = (
    <>
      <Button onPress={close}>{t('ui_cancel')}</Button>
      <Button
        variant="primary"
        isBusy={done !== null}
        isDisabled={tooMany || count === 0}
        onPress={() => void start()}
      >
        {t('export_do')}
      </Button>
    </>
  );
  return (
    <Dialog title={plural('export_title', count)} isOpen onClose={close} actions={actions}>
      <div className={css.stack}>
        {tooMany && <Banner tone="warn">{t('export_limit', formatNumber(limit))}</Banner>}
        {count === 0 && <p>{t('export_none')}</p>}
        <RadioGroup
          className={css.kinds ?? ''}
          label={t('export_kind')}
          hideLabel
          value={kind}
          onChange={(id) => setKind(id as ExportKind)}
          choices={[
            { id: 'csv', children: t('export_csv') },
            { id: 'csv-semicolon', children: t('export_csv_semicolon') },
            { id: 'vcard', children: t('export_vcard') },
          ]}
        />
        {kind !== 'vcard' && <p className={css.hint}>{t('export_safe')}</p>}
        {done !== null && (
          <Progress
            words={t('export_do')}
            detail={t('import_of', formatNumber(done), formatNumber(count))}
            value={done}
            max={count}
          />
        )}
        <p role="alert" className={css.problem}>
          {error !== null && problemText(error)}
        </p>
      </div>
    </Dialog>
  );
}

/** @returns `done`: contacts read so far, null while nothing is under way */
function useExport({ over, kind, onClose }: Omit<ExportDialogProps, 'count'> & { kind: ExportKind }) {
  const book = useBook();
  const say = useToast();
  const { data: attributes = [] } = useAttributes();
  const [done, setDone] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const run = useRef<AbortController>(null);
  const start = async () => {
    const { signal } = (run.current = new AbortController());
    setDone(0);
    setError(null);
    try {
      const ids = await idsIn(book, over);
      const heading = (column: string) => targetName(column, attributes);
      const { parts, count } = await writeExport({
        book,
        ids,
        kind,
        attributes,
        heading,
        onProgress: setDone,
        signal,
      });
      saveAsFile(fileName(kind), parts, kind === 'vcard' ? 'text/vcard' : 'text/csv');
      say({ words: plural('export_done', count), tone: 'good' });
      onClose();
    } catch (failure) {
      if (!signal.aborted) setError(failure);
    }
    setDone(null);
  };
  return { done, error, start, stop: () => run.current?.abort() };
}

async function idsIn(book: Book, over: JobContacts): Promise<string[]> {
  if ('ids' in over) return over.ids;
  const { except = [], ...matching } = over;
  const left = new Set(except);
  return (await book.idsOf(matching, EVERYBODY)).filter((id) => !left.has(id));
}

function fileName(kind: ExportKind): string {
  const day = new Date().toISOString().slice(0, 10);
  return `${t('export_file_name')}-${day}.${kind === 'vcard' ? 'vcf' : 'csv'}`;
}
