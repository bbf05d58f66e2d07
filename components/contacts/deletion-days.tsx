import { TextField } from '#components/ui/text-field.tsx';
import { t } from '#lib/i18n/words.ts';
import type { DeletionSpan } from '#lib/messages/past.ts';
import css from './trail.module.css';

/** The first and the last day looked at, as YYYY-MM-DD of the agent's own calendar; '' where there is no end to it. */
export type Days = { first: string; last: string };

/** Which days of a log are looked at (D16). */
export function DeletionDays({ days, onChange }: { days: Days; onChange: (days: Days) => void }) {
  const { first, last } = days;
  return (
    <div className={css.days}>
      <TextField
        label={t('deleted_from')}
        type="date"
        value={first}
        onChange={(day) => onChange({ ...days, first: day })}
      />
      <TextField
        label={t('deleted_to')}
        type="date"
        value={last}
        onChange={(day) => onChange({ ...days, last: day })}
        error={isTurned(days) && t('deleted_span_wrong')}
      />
    </div>
  );
}

/** Whether the last day comes before the first. */
export function isTurned({ first, last }: Days): boolean {
  return first !== '' && last !== '' && last < first;
}

/** The time that the days are, by the clock of the place one is at. */
export function spanOf({ first, last }: Days): DeletionSpan {
  return {
    ...(first === '' ? {} : { from: midnight(first, 0) }),
    ...(last === '' ? {} : { until: midnight(last, 1) }),
  };
}

/** When a day begins, or one some days later: a day may have 23 or 25 hours. */
function midnight(day: string, later: number): string {
  const date = new Date(`${day}T00:00`);
  date.setDate(date.getDate() + later);
  return date.toISOString();
}
