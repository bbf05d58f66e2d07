import { language } from '#lib/i18n/words.ts';

/** A day as a person says it: "today", "yesterday", "12 Nov", with the year when it is another. `iso` in UTC. */
export function formatDay(iso: string, now: Date = new Date()): string {
  const date = new Date(iso);
  const days = Math.round((startOfDay(date) - startOfDay(now)) / 86_400_000);
  if (days === 0 || days === -1)
    return new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(days, 'day');
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const };
  return new Intl.DateTimeFormat(language(), { day: 'numeric', month: 'short', ...year }).format(date);
}

/** Day and time of day: "yesterday, 16:20". */
export function formatMoment(iso: string, now: Date = new Date()): string {
  const time = new Intl.DateTimeFormat(language(), { hour: '2-digit', minute: '2-digit' }).format(
    new Date(iso),
  );
  return `${formatDay(iso, now)}, ${time}`;
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
