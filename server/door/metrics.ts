import { Counter, Histogram, sample, type Sample } from '#server/door/exposition.ts';

/** Seconds; a push is some milliseconds, a first pull of a big book a second. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/**
 * What is counted since the process began. Labels are route patterns, methods, statuses and codes of refusals: sets that
 * do not grow with what people do, and in which nobody is named.
 */
export class Metrics {
  readonly #requests = new Counter('carnet_http_requests_total', 'Requests answered.');
  readonly #seconds = new Histogram(
    'carnet_http_request_seconds',
    'Time until the answer was ready.',
    SECONDS,
  );
  readonly #pushes = new Counter('carnet_pushes_total', 'Pushes taken.');
  readonly #applied = new Counter('carnet_changes_applied_total', 'Changes that took effect.');
  readonly #refused = new Counter('carnet_changes_refused_total', 'Changes that became conflicts, by code.');
  readonly #pulls = new Counter('carnet_pulls_total', 'Pages pulled.');
  readonly #rows = new Counter('carnet_pulled_rows_total', 'Rows in pages pulled.');
  readonly #letters = new Counter('carnet_letters_total', 'Letters handed to the mail server.');
  #sockets = 0;

  answered(request: { method: string; route: string; status: number; seconds: number }): void {
    const { method, route, status, seconds } = request;
    this.#requests.add(1, { method, route, status: String(status) });
    this.#seconds.observe(seconds, { method, route });
  }

  /** @param codes of those refused */
  pushed(changes: number, codes: readonly string[]): void {
    this.#pushes.add(1);
    this.#applied.add(changes - codes.length);
    for (const code of codes) this.#refused.add(1, { code });
  }

  pulled(rows: number): void {
    this.#pulls.add(1);
    this.#rows.add(rows);
  }

  wrote(outcome: 'sent' | 'failed'): void {
    this.#letters.add(1, { outcome });
  }

  /** @returns to be called when it closes */
  opened(): () => void {
    this.#sockets += 1;
    return () => (this.#sockets -= 1);
  }

  samples(): Sample[] {
    const counted = [this.#requests, this.#seconds, this.#pushes, this.#applied, this.#refused];
    const more = [this.#pulls, this.#rows, this.#letters];
    return [
      ...[...counted, ...more].map((one) => one.sample()),
      sample('carnet_live_sockets', 'gauge', 'Open sockets of /v1/live.', [this.#sockets]),
    ];
  }
}
