import type { View } from '#server/pages/page.ts';

const DAY = 86_400_000;

/** English that says no more of its reader writes dates as in Britain. */
const WRITTEN_AS = { en: 'en-GB', fr: 'fr', pl: 'pl' } as const;

/** A day in words; the server does not know where its reader is, so days are those of UTC. */
export function dayOf({ language }: View, date: Date): string {
  return new Intl.DateTimeFormat(WRITTEN_AS[language], { dateStyle: 'medium', timeZone: 'UTC' }).format(date);
}

/** The same, with today and yesterday by their names. */
export function recentDayOf(view: View, date: Date, now: Date): string {
  const days = Math.floor(date.getTime() / DAY) - Math.floor(now.getTime() / DAY);
  if (days < -1 || days > 0) return dayOf(view, date);
  return new Intl.RelativeTimeFormat(view.language, { numeric: 'auto' }).format(days, 'day');
}
