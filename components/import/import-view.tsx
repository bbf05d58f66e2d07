import { useState } from 'react';
import { ChevronRight } from 'lucide-react';
import { FileDrop } from '#components/ui/file-drop.tsx';
import { ProgressBar } from '#components/ui/progress.tsx';
import { SettingsHead } from '#components/contacts/settings-head.tsx';
import { useImports } from '#components/use-exchange.ts';
import { formatMoment } from '#lib/i18n/dates.ts';
import { formatNumber, plural, t } from '#lib/i18n/words.ts';
import type { ImportView as Job } from '#lib/messages/exchange.ts';
import { ImportFile } from './import-file.tsx';
import { ImportJob } from './import-job.tsx';
import { useImport } from './use-import.ts';
import css from './import.module.css';

/**
 * Contacts from a file (G14): it is chosen, its columns are given their meaning, a dry run tells what would happen, and
 * then the import runs in the background and reports every row (W17).
 */
export function ImportView() {
  const { data: jobs = [] } = useImports();
  const [openId, setOpenId] = useState<string | null>(null);
  const file = useImport(setOpenId);
  const job = jobs.find(({ id, state }) => id === openId && state !== 'reading');
  return (
    <div className={css.view}>
      <SettingsHead title={t('import_title')}>{t('import_lead')}</SettingsHead>
      {job ? (
        <ImportJob
          job={job}
          canGoBack={file.source !== null}
          onLeave={(to) => {
            setOpenId(null);
            if (to === 'start') file.onOther();
          }}
        />
      ) : file.source ? (
        <ImportFile {...file} source={file.source} />
      ) : (
        <>
          <FileDrop
            onFile={file.choose}
            title={t('import_drop')}
            detail={t('import_drop_kinds')}
            choose={t('import_choose')}
            accept=".csv,.tsv,.txt,.vcf,.vcard,text/csv,text/vcard"
            error={file.error}
          />
          <Jobs title={t('import_under_way')} jobs={jobs.filter(isMoving)} onOpen={setOpenId} />
          <Jobs title={t('import_earlier')} jobs={jobs.filter(isAtRest)} onOpen={setOpenId} />
        </>
      )}
    </div>
  );
}

const isMoving = ({ state }: Job) => state === 'writing' || state === 'checking';
const isAtRest = (job: Job) => job.state !== 'reading' && !isMoving(job);

/** What is under way or what is over, to go on with or to look at again. */
function Jobs(props: { title: string; jobs: readonly Job[]; onOpen: (id: string) => void }) {
  const { title, jobs, onOpen } = props;
  if (jobs.length === 0) return null;
  return (
    <section className={css.stack}>
      <h2 className={css.small}>{title}</h2>
      <ul className={css.earlier}>
        {jobs.map((job) => (
          <li key={job.id}>
            <button type="button" className={css.open} onClick={() => onOpen(job.id)}>
              <span className={css.fileName} dir="auto">
                {job.name}
              </span>
              <span className={css.rows}>{stateWords(job)}</span>
              <time className={css.rows} dateTime={job.createdAt}>
                {formatMoment(job.createdAt)}
              </time>
              <ChevronRight aria-hidden />
            </button>
            {isMoving(job) && (
              <div className={css.far}>
                <ProgressBar label={job.name} value={job.done} max={job.total} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function stateWords(job: Job): string {
  const { state, done, total, counts } = job;
  if (isMoving(job)) return t('import_of', formatNumber(done), formatNumber(total));
  if (state === 'checked') return t('import_checked_lead');
  if (state === 'cancelled') return t('import_cancelled_title');
  if (state === 'stopped') return t('import_stopped_title');
  return plural('import_imported', counts.new + counts.updated);
}
