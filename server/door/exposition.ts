/**
 * Prometheus' text format, version 0.0.4. By hand, since all of it is these lines; prom-client brings OpenTelemetry's
 * interface and a digest for summaries along, which nothing here would use.
 */
export type Labels = Record<string, string>;
export type Sample = { name: string; type: 'counter' | 'gauge' | 'histogram'; help: string; lines: string[] };

/** A metric whose values are known as they are asked for. */
export function sample(
  name: string,
  type: 'counter' | 'gauge',
  help: string,
  values: readonly (number | [Labels, number])[],
): Sample {
  const lines = values.map((value) =>
    typeof value === 'number' ? line(name, {}, value) : line(name, value[0], value[1]),
  );
  return { name, type, help, lines };
}

export class Counter {
  readonly #name: string;
  readonly #help: string;
  readonly #values = new Map<string, number>();
  constructor(name: string, help: string) {
    this.#name = name;
    this.#help = help;
  }

  add(count: number, labels: Labels = {}): void {
    const key = written(labels);
    this.#values.set(key, (this.#values.get(key) ?? 0) + count);
  }

  sample(): Sample {
    const lines = [...this.#values].map(([labels, value]) => `${this.#name}${labels} ${value}`);
    return { name: this.#name, type: 'counter', help: this.#help, lines };
  }
}

type Series = { labels: Labels; counts: number[]; sum: number; count: number };

export class Histogram {
  readonly #name: string;
  readonly #help: string;
  readonly #bounds: readonly number[];
  readonly #series = new Map<string, Series>();
  constructor(name: string, help: string, bounds: readonly number[]) {
    this.#name = name;
    this.#help = help;
    this.#bounds = bounds;
  }

  observe(value: number, labels: Labels): void {
    const key = written(labels);
    const one = this.#series.get(key) ?? { labels, counts: this.#bounds.map(() => 0), sum: 0, count: 0 };
    this.#series.set(key, one);
    one.sum += value;
    one.count += 1;
    const at = this.#bounds.findIndex((bound) => value <= bound);
    if (at >= 0) one.counts[at] = (one.counts[at] ?? 0) + 1;
  }

  sample(): Sample {
    const lines = [...this.#series.values()].flatMap((one) => this.#lines(one));
    return { name: this.#name, type: 'histogram', help: this.#help, lines };
  }

  #lines({ labels, counts, sum, count }: Series): string[] {
    let below = 0;
    const buckets = this.#bounds.map((bound, at) => {
      below += counts[at] ?? 0;
      return line(`${this.#name}_bucket`, { ...labels, le: String(bound) }, below);
    });
    return [
      ...buckets,
      line(`${this.#name}_bucket`, { ...labels, le: '+Inf' }, count),
      line(`${this.#name}_sum`, labels, sum),
      line(`${this.#name}_count`, labels, count),
    ];
  }
}

/** The whole of what is answered to Prometheus. */
export function expose(samples: readonly Sample[]): string {
  return samples
    .flatMap(({ name, type, help, lines }) => [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} ${type}`,
      ...lines,
      '',
    ])
    .join('\n');
}

const line = (name: string, labels: Labels, value: number) => `${name}${written(labels)} ${value}`;

function written(labels: Labels): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

const escaped = (value: string) =>
  value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
