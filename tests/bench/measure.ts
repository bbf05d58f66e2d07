import { cpus, totalmem } from 'node:os';

/** One line of the table. `limit`: what the product promises; null where the number is for comparison. */
export type Measure = {
  name: string;
  value: number;
  unit: 'ms' | 'kB' | 'MB' | '×' | '%' | '/s' | 'pages';
  limit: number | null;
};

/** The machine that the numbers came from: without it they say nothing. */
export function machine(browser: string): Record<string, string> {
  const [cpu] = cpus();
  return {
    processor: cpu?.model.trim() ?? 'unknown',
    cores: String(cpus().length),
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    browser,
  };
}

/** The middle of several runs, so that one hiccup of the machine does not count. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The value that so many of all, 0 to 1, do not exceed. */
export function percentile(values: number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? Number.NaN;
}

export function holds({ value, limit }: Measure): boolean {
  return limit === null || value <= limit;
}
