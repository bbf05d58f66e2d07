import { useEffect, useState } from 'react';
import { region as dateRegion, t } from '#lib/i18n/words.ts';
import { timesIn } from '#components/contact/times-in.ts';

/** What the clock says where the customer is (G22); both ends where the country has several times. */
export function LocalTime({ country }: { country: string }) {
  const now = useMinute();
  const times = timesIn(country, now, dateRegion());
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return null;
  return (
    <span title={t('local_time_why')}>
      {first === last ? t('local_time', first) : t('local_time_between', first, last)}
    </span>
  );
}

/** The time, anew when a minute begins. */
function useMinute(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setTimeout(() => setNow(new Date()), 60_000 - (now.getTime() % 60_000));
    return () => clearTimeout(timer);
  }, [now]);
  return now;
}
