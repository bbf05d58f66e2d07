import type { ReactNode } from 'react';
import { ArrowLeft, Download } from 'lucide-react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { problemText, problemWords } from '#components/problem-text.ts';
import { saveAsFile } from '#components/team/save-as-file.ts';
import { useBook } from '#components/use-book.ts';
import { useImportWrite } from '#components/use-exchange.ts';
import { formatNumber, plural, t } from '#lib/i18n/words.ts';
import type { ImportCounts, ImportOptions, ImportState, ImportView } from '#lib/messages/exchange.ts';
import { Outcome } from './outcome.tsx';
import { Rules } from './rules.tsx';
import { writeReport } from './write-report.ts';
import css from './import.module.css';

export type ImportJobProps = {
  job: ImportView;
  /** The columns can be chosen again: the file is still at hand. */
  canGoBack: boolean;
  /** The import is not shown any more; it may go on. */
  onLeave: (to: 'columns' | 'start') => void;
};

/** An import from the dry run on: what would happen, how far it is, what became of it. */
export function ImportJob(props: ImportJobProps) {
  const { job } = props;
  const isMoving = job.state === 'checking' || job.state === 'writing';
  return (
    <>
      {/* It stays while the import goes on, so that its next state is read aloud. */}
      <output className={css.said}>{saidOf(job)}</output>
      {isMoving && <Running {...props} />}
      {job.state === 'checked' && <Checked {...props} />}
      {!isMoving && job.state !== 'checked' && <Ended {...props} />}
    </>
  );
}

function saidOf({ state }: ImportView): string {
  if (state === 'checking') return t('import_checking');
  if (state === 'writing') return t('import_writing');
  return state === 'checked' ? t('import_checked_title') : t(ENDED[endOf(state)].title);
}

function Running({ job, onLeave }: ImportJobProps) {
  const cancel = useImportWrite((book, id: string) => book.cancelImport(id));
  const isDry = job.state === 'checking';
  const stop = () => cancel.mutate(job.id, { onSuccess: () => isDry && onLeave('columns') });
  return (
    <div className={css.box}>
      <Progress
        words={t(isDry ? 'import_checking' : 'import_writing')}
        detail={t('import_of', formatNumber(job.done), formatNumber(job.total))}
        value={job.done}
        max={job.total}
      />
      <div>
        <Button size="s" isBusy={cancel.isPending} onPress={stop}>
          {t('import_stop')}
        </Button>
      </div>
    </div>
  );
}

function Checked({ job, canGoBack, onLeave }: ImportJobProps) {
  const check = useImportWrite((book, options: ImportOptions) => book.importDryRun(job.id, options));
  const start = useImportWrite((book, id: string) => book.startImport(id));
  const drop = useImportWrite((book, id: string) => book.cancelImport(id));
  const { counts, options } = job;
  const people = counts.new + counts.updated;
  const leave = (to: 'columns' | 'start') => drop.mutate(job.id, { onSuccess: () => onLeave(to) });
  return (
    <>
      <Banner tone="info" title={t('import_checked_title')}>
        {t(people > 0 ? 'import_checked_lead' : nothingWords(counts))}
      </Banner>
      <Outcome job={job} />
      {options && (
        <section className={css.stack}>
          <h2 className={css.small}>{t('import_rules')}</h2>
          <Rules options={options} onChange={(next) => check.mutate(next)} />
        </section>
      )}
      <Failure error={check.error ?? start.error ?? drop.error} />
      <div className={css.foot}>
        {canGoBack && (
          <Button icon={<ArrowLeft aria-hidden />} onPress={() => leave('columns')}>
            {t('import_back')}
          </Button>
        )}
        <Button variant="quiet" onPress={() => leave('start')}>
          {t('import_discard')}
        </Button>
        <span className={css.grow} />
        <ReportButton job={job} />
        <Button
          variant="primary"
          isBusy={start.isPending}
          isDisabled={people === 0}
          onPress={() => start.mutate(job.id)}
        >
          {plural('import_start', people)}
        </Button>
      </div>
    </>
  );
}

/** Nobody would be imported: since all are there, or since nobody could be. */
function nothingWords({ skipped, failed }: ImportCounts) {
  return skipped + failed === 0 ? 'import_nothing_to_do' : 'import_none_possible';
}

const ENDED = {
  done: { tone: 'good', title: 'import_done_title' },
  cancelled: { tone: 'warn', title: 'import_cancelled_title' },
  stopped: { tone: 'bad', title: 'import_stopped_title' },
} as const;

function Ended({ job, onLeave }: ImportJobProps) {
  const dismiss = useImportWrite((book, id: string) => book.dismissImport(id));
  const { tone, title } = ENDED[endOf(job.state)];
  return (
    <>
      <Banner tone={tone} title={t(title)}>
        {wordsOfEnd(job)}
      </Banner>
      <Outcome job={job} />
      <Failure error={dismiss.error} />
      <div className={css.foot}>
        <Button icon={<ArrowLeft aria-hidden />} onPress={() => onLeave('start')}>
          {t('import_other_file')}
        </Button>
        <Button variant="quiet" onPress={() => dismiss.mutate(job.id, { onSuccess: () => onLeave('start') })}>
          {t('import_put_away')}
        </Button>
        <span className={css.grow} />
        <ReportButton job={job} isPrimary />
      </div>
    </>
  );
}

function endOf(state: ImportState): keyof typeof ENDED {
  return state === 'cancelled' || state === 'stopped' ? state : 'done';
}

function wordsOfEnd({ state, name, done, total, problem }: ImportView): ReactNode {
  if (state === 'done') return name;
  const far = t('import_cancelled_lead', formatNumber(done), formatNumber(total));
  return problem ? `${problemWords(problem)} ${far}` : far;
}

function ReportButton({ job, isPrimary = false }: { job: ImportView; isPrimary?: boolean }) {
  const book = useBook();
  const save = useImportWrite<undefined>(async () => {
    const day = job.createdAt.slice(0, 10);
    saveAsFile(`${t('import_report_file_name')}-${day}.csv`, await writeReport(book, job), 'text/csv');
  });
  return (
    <Button
      variant={isPrimary ? 'primary' : 'plain'}
      icon={<Download aria-hidden />}
      isBusy={save.isPending}
      onPress={() => save.mutate(undefined)}
    >
      {t('import_download_report')}
    </Button>
  );
}

function Failure({ error }: { error: unknown }) {
  return (
    <p role="alert" className={css.problem}>
      {error !== null && error !== undefined && problemText(error)}
    </p>
  );
}
