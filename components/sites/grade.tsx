import { CircleCheck, Hand, Link, ScrollText } from 'lucide-react';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { t } from '#lib/i18n/words.ts';
import { gradeName, gradeWhat, type ShownGrade } from './site-words.tsx';
import css from './sites.module.css';

const ICONS = { proven: CircleCheck, facts: ScrollText, address: Link, none: Hand };
const GRADES = ['proven', 'facts', 'address', 'none'] as const;

/** How well a site is read, in a word; what the word means stands in the legend, and behind the mouse. */
export function Grade({ grade }: { grade: ShownGrade }) {
  const Icon = ICONS[grade];
  return (
    <span className={classNames(css.grade, css[`${grade}Grade`])} title={gradeWhat(grade)}>
      <Icon aria-hidden size={13} />
      {gradeName(grade)}
    </span>
  );
}

/** While it is not known yet. */
export function GradeLoading() {
  return (
    <span className={css.grade}>
      <Skeleton width={56} />
    </span>
  );
}

/** The words for how well a site is read, explained. */
export function GradeLegend() {
  return (
    <section className={css.legend} aria-label={t('sites_grades_title')}>
      <h2 className={css.groupTitle}>{t('sites_grades_title')}</h2>
      <dl className={css.grades}>
        {GRADES.map((grade) => (
          <div key={grade}>
            <dt>
              <Grade grade={grade} />
            </dt>
            <dd>{gradeWhat(grade)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
