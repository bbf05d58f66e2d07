import { useEffect, useState } from 'react';
import { CircleAlert, CircleCheck, CircleSlash, X } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { ProgressBar } from '#components/ui/progress.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { problemWords } from '#components/problem-text.ts';
import { useCancelJob, useDismissJob, useJobs, useUndoJob } from '#components/use-jobs.ts';
import { formatNumber, plural, t } from '#lib/i18n/words.ts';
import type { JobState, JobView } from '#lib/messages/jobs.ts';
import { hashOf } from './route.ts';
import css from './jobs.module.css';

/**
 * What is done with many contacts in the background (B64, B65): its progress, wherever the page stands and however often
 * it was closed meanwhile; a deletion's ten seconds in which it can be taken back (X10); what came of it.
 */
export function Jobs() {
  const { data: jobs = [] } = useJobs();
  if (jobs.length === 0) return null;
  return (
    <section className={css.jobs} aria-label={t('job_label')}>
      <ul>
        {jobs.slice(0, 4).map((job) => (
          <JobItem key={job.id} job={job} />
        ))}
      </ul>
    </section>
  );
}

function JobItem({ job }: { job: JobView }) {
  const { state, total, done } = job;
  const isRunning = state === 'running';
  return (
    <li className={css.job}>
      <div className={css.line}>
        <StateMark state={state} />
        <span className={css.words}>{workWords(job)}</span>
        <span className={css.detail} aria-live={isRunning ? 'off' : 'polite'}>
          {state === 'waiting' ? <Countdown until={job.startsAt} /> : detailWords(job)}
        </span>
        <JobActs job={job} />
      </div>
      {isRunning && <ProgressBar label={workWords(job)} value={done} max={total} />}
      <Refusals job={job} />
    </li>
  );
}

function StateMark({ state }: { state: JobState }) {
  if (state === 'running' || state === 'waiting') return <Spinner />;
  if (state === 'done') return <CircleCheck aria-hidden className={css.good} />;
  return state === 'stopped' ? <CircleAlert aria-hidden className={css.bad} /> : <CircleSlash aria-hidden />;
}

function JobActs({ job: { id, state, canUndo } }: { job: JobView }) {
  const cancel = useCancelJob();
  const undo = useUndoJob();
  const dismiss = useDismissJob();
  if (state === 'waiting' || state === 'running')
    return (
      <Button size="s" isBusy={cancel.isPending} onPress={() => cancel.mutate(id)}>
        {t(state === 'waiting' ? 'job_undo' : 'job_stop')}
      </Button>
    );
  return (
    <>
      {canUndo && (
        <Button size="s" isBusy={undo.isPending} onPress={() => undo.mutate(id)}>
          {t('job_undo')}
        </Button>
      )}
      <IconButton
        size="s"
        label={t('job_dismiss')}
        icon={<X aria-hidden />}
        onPress={() => dismiss.mutate(id)}
      />
    </>
  );
}

/** Seconds until it begins; every other one would be too much to hear. */
function Countdown({ until }: { until: string }) {
  const left = () => Math.max(0, Math.ceil((Date.parse(until) - Date.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 500);
    return () => clearInterval(timer);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- counts down to one moment
  }, [until]);
  return <span aria-live="off">{plural('job_starts', seconds)}</span>;
}

/** The first of those refused, with why; behind a fold. */
function Refusals({ job: { refusals, refused } }: { job: JobView }) {
  if (refusals.length === 0) return null;
  return (
    <details className={css.refusals}>
      <summary>{plural('job_refused', refused)}</summary>
      <ul aria-label={t('job_refusals')}>
        {refusals.map(({ contact, problem }) => (
          <li key={contact.id}>
            <a href={hashOf({ view: 'contacts', contact: contact.id, action: null })}>{contact.name}</a>
            {': '}
            {problemWords(problem)}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What is done, with how many. */
function workWords({ work, total }: JobView): string {
  switch (work.do) {
    case 'merge-tags':
      return plural('job_merge_tags', total, work.name);
    case 'delete-tag':
      return plural('job_delete_tag', total, work.name);
    case 'delete-organisation':
      return plural('job_delete_organisation', total, work.name);
    default:
      return plural(`job_${work.do}`, total);
  }
}

function doneWords(work: JobView['work']) {
  if (work.do === 'retain' && work.what === 'redact') return 'job_retained';
  return work.do === 'delete' || work.do === 'retain' ? 'job_deleted' : 'job_changed';
}

function detailWords(job: JobView): string {
  const { state, done, total, problem, work, changed, unchanged, refusals, refused } = job;
  if (state === 'running') return t('job_progress', formatNumber(done), formatNumber(total));
  if (state === 'stopped' && problem) return problemWords(problem);
  if (state === 'cancelled' && work.do === 'delete' && done === 0) return t('job_undone');
  const parts = [
    changed > 0 && plural(doneWords(work), changed),
    unchanged > 0 && plural('job_unchanged', unchanged),
    refused > 0 && refusals.length === 0 && plural('job_refused', refused),
    state === 'cancelled' && t('job_cancelled'),
  ];
  return parts.filter((part) => part !== false).join(' · ');
}
