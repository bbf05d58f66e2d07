/** A locale that knows the time zones of its region: not every browser has it yet, and by two names. */
type Zoned = Intl.Locale & { getTimeZones?: () => string[] | undefined; timeZones?: string[] };

const zones = new Map<string, string[]>();

/**
 * What the clocks of a country say, from the earliest to the latest, each once; empty where the browser does not know.
 * @param country ISO 3166 alpha-2
 * @param language of how times are written
 */
export function timesIn(country: string, now: Date, language: string): string[] {
  const times = zonesOf(country).map((timeZone) => ({
    shown: new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone }).format(now),
    at: minuteOf(now, timeZone),
  }));
  return [...new Set(times.toSorted((a, b) => a.at - b.at).map(({ shown }) => shown))];
}

function zonesOf(country: string): string[] {
  const known = zones.get(country);
  if (known) return known;
  const found = askZones(country);
  zones.set(country, found);
  return found;
}

function askZones(country: string): string[] {
  if (!/^[A-Z]{2}$/u.test(country)) return [];
  const locale = new Intl.Locale(`und-${country}`) as Zoned;
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/** Minutes since the beginning of the year there, so that midnight between two zones keeps them in order. */
function minuteOf(now: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const part = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute);
}
