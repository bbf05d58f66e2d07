import { ChevronRight } from 'lucide-react';
import { formatNumber, plural, t } from '#lib/i18n/words.ts';
import {
  IMPORT_OUTCOMES,
  type ImportCounts,
  type ImportView,
  type IssueCode,
  type RowReport,
} from '#lib/messages/exchange.ts';
import { hashOf } from '#components/contacts/route.ts';
import css from './import.module.css';

/** What an import comes to, or came to: how many of each, and what is to be looked at, with the rows. */
export function Outcome({ job }: { job: ImportView }) {
  const { counts } = job;
  const extra = [
    counts.tags > 0 && plural('import_new_tags', counts.tags),
    counts.organisations > 0 && plural('import_new_organisations', counts.organisations),
  ].filter((words) => words !== false);
  return (
    <>
      <Counts counts={counts} />
      {extra.length > 0 && <p className={css.hint}>{extra.join(' · ')}</p>}
      <Remarks job={job} />
    </>
  );
}

function Counts({ counts }: { counts: ImportCounts }) {
  return (
    <dl className={css.counts}>
      {IMPORT_OUTCOMES.filter((outcome) => counts[outcome] > 0 || outcome !== 'failed').map((outcome) => (
        <div key={outcome} data-outcome={outcome} data-none={counts[outcome] === 0 || undefined}>
          <dt>{t(`import_outcome_${outcome}`)}</dt>
          <dd>{formatNumber(counts[outcome])}</dd>
        </div>
      ))}
    </dl>
  );
}

function Remarks({ job: { counts, samples } }: { job: ImportView }) {
  const issues = (Object.entries(counts.issues) as [IssueCode, number][]).toSorted((a, b) => b[1] - a[1]);
  if (issues.length === 0) return <p className={css.hint}>{t('import_no_remarks')}</p>;
  return (
    <section>
      <h2 className={css.small}>{t('import_remarks')}</h2>
      <ul className={css.remarks}>
        {issues.map(([code, count]) => (
          <li key={code}>
            <details>
              <summary>
                <ChevronRight aria-hidden />
                <span className={css.grow}>{t(`import_issue_${code}`)}</span>
                <span className={css.rows}>{plural('import_rows', count)}</span>
              </summary>
              <ul className={css.examples}>
                {samples.flatMap((row) => {
                  const issue = row.issues.find((one) => one.code === code);
                  return issue ? [<Example key={row.row} row={row} issue={issue} />] : [];
                })}
              </ul>
            </details>
          </li>
        ))}
      </ul>
      <p className={css.hint}>{t('import_first_rows')}</p>
    </section>
  );
}

function Example({ row, issue }: { row: RowReport; issue: RowReport['issues'][number] }) {
  const { contact = row.contact } = issue;
  return (
    <li>
      <span className={css.row}>{t('import_row', formatNumber(row.row))}</span>
      {issue.code !== 'second_name' && (
        <span dir="auto" className={css.name}>
          {row.name}
        </span>
      )}
      {issue.value !== undefined && (
        <span dir="auto" className={css.value}>
          {issue.value}
        </span>
      )}
      {contact && contact.id !== '' && (
        <a href={hashOf({ view: 'contacts', contact: contact.id, action: null })} dir="auto">
          {contact.name}
        </a>
      )}
    </li>
  );
}
