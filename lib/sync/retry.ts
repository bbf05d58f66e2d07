import { SyncError } from './sync-error.ts';

/** What time is and how it passes; handed in, so that tests need not wait. Milliseconds. */
export type Clock = {
  now: () => number;
  /** @throws SyncError `aborted` as soon as the signal is */
  sleep: (ms: number, signal: AbortSignal) => Promise<void>;
};

const FIRST = 1000;
const LONGEST = 5 * 60_000;

/**
 * How long to wait before trying again, in milliseconds: twice as long each time up to 5 minutes, anywhere in the
 * upper half of that so that a team's browsers do not all come back at once; never shorter than the server asked for.
 * @param failures how often in a row it has failed, at least 1
 */
export function waitFor(failures: number, retryAfter: number | null, random: () => number): number {
  const longest = Math.min(LONGEST, FIRST * 2 ** (failures - 1));
  const jittered = longest * (0.5 + random() / 2);
  return retryAfter === null ? jittered : Math.max(jittered, retryAfter * (1 + random() / 10));
}

/** Reads `Retry-After` (RFC 9110, 10.2.3), seconds or a date, as milliseconds; undefined where it says nothing. */
export function readRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(0, ms), 60 * 60_000);
}

/** The clock on the wall. */
export const wallClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const aborted = () => {
        clearTimeout(timer);
        reject(new SyncError('aborted'));
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', aborted);
        resolve();
      }, ms);
      if (signal.aborted) aborted();
      else signal.addEventListener('abort', aborted, { once: true });
    }),
};
