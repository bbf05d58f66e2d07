import type { ImportCounts, RowReport } from '#lib/messages/exchange.ts';

/** Rows shown of each outcome and of each issue, before the whole report is asked for. */
const SAMPLES = 6;

export function noCounts(): ImportCounts {
  return { new: 0, updated: 0, same: 0, skipped: 0, failed: 0, issues: {}, tags: 0, organisations: 0 };
}

/** Counts with these rows, each issue once a row. */
export function counted(before: ImportCounts, reports: readonly RowReport[]): ImportCounts {
  const counts = { ...before, issues: { ...before.issues } };
  for (const { outcome, issues } of reports) {
    counts[outcome] += 1;
    for (const code of new Set(issues.map((issue) => issue.code)))
      counts.issues[code] = (counts.issues[code] ?? 0) + 1;
  }
  return counts;
}

/** The first rows of each outcome and with each issue, in the order of the file. */
export function sampled(before: readonly RowReport[], reports: readonly RowReport[]): RowReport[] {
  const samples = [...before];
  const had = counted(noCounts(), before);
  for (const report of reports) {
    const isWanted =
      had[report.outcome] < SAMPLES || report.issues.some(({ code }) => (had.issues[code] ?? 0) < SAMPLES);
    if (!isWanted) continue;
    samples.push(report);
    had[report.outcome] += 1;
    for (const { code } of report.issues) had.issues[code] = (had.issues[code] ?? 0) + 1;
  }
  return samples;
}
