import { region } from '#lib/i18n/words.ts';

/** A day as a person says it: "today", "yesterday", "12 Nov", with the year when it is another. `iso` in UTC. */
export function formatDay(iso: string, now: Date = new Date()): string {
  const date = new Date(iso);
  const days = Math.round((startOfDay(date) - startOfDay(now)) / 86_400_000);
  if (days === 0 || days === -1) return relative(region()).format(days, 'day');
  const isThisYear = date.getFullYear() === now.getFullYear();
  return (isThisYear ? dayOfYear : dayAndYear)(region()).format(date);
}

/** Day and time of day: "yesterday, 16:20". */
export function formatMoment(iso: string, now: Date = new Date()): string {
  const time = timeOfDay(region()).format(new Date(iso));
  return `${formatDay(iso, now)}, ${time}`;
}

// Made once for each language: a list writes a date in every row of every frame.
const relative = once((tag) => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }));
const dayOfYear = once((tag) => new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short' }));
const dayAndYear = once(
  (tag) => new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', year: 'numeric' }),
);
const timeOfDay = once((tag) => new Intl.DateTimeFormat(tag, { timeStyle: 'short' }));

function once<Format>(make: (tag: string) => Format): (tag: string) => Format {
  const made = new Map<string, Format>();
  return (tag) => {
    const format = made.get(tag) ?? make(tag);
    made.set(tag, format);
    return format;
  };
}

function startOfDay(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
