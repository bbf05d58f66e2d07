import type { LargeBook } from './large-book.ts';
import { median, percentile, type Measure } from './measure.ts';
import { sought } from './people.ts';
import { rivalTimes } from './rivals.ts';

const RUNS = 7;
/** What agents type: the middle of an address, a name with and without its accents, digits of a number, a slip. */
const TYPED = ['zaneta gzeg', 'Święcisław', '00765', 'kupujacy_01', 'brzeczyk 0054', 'nobody at all'];

/**
 * Search over the large book, each keystroke as the popup asks for it, and from a worker that slept to the first
 * result; against the peers over the same people, each in a worker of its own that starts with nothing (law 6).
 */
export async function searchMeasures(book: LargeBook, say: (line: string) => void): Promise<Measure[]> {
  const typed = [sought(book.count).text, ...TYPED];
  const keys = await keystrokes(book, typed);
  const start = await starting(book);
  const cold = (await asleep(book)) - start;
  const rivals = await rivalTimes(book.agent, book.count, typed, say);
  const [best] = rivals.toSorted((a, b) => a.cold - b.cold);
  const of = `${book.count.toLocaleString('en')} contacts`;
  const ms = (name: string, value: number, limit: number | null = null): Measure => ({
    name,
    value,
    unit: 'ms',
    limit,
  });
  return [
    ms(`search in ${of}, a keystroke, 95th percentile`, percentile(keys, 0.95), 16),
    ms('an extension’s worker that slept, to an answer that needs nothing', start),
    ms('search, worker asleep, to the first result, without that', cold),
    ...rivals.flatMap(({ name, cold: first, keys: theirs }) => [
      ms(`${name} over the same people, to the first result`, first),
      ms(`${name} over the same people, a keystroke, 95th percentile`, percentile(theirs, 0.95)),
    ]),
    {
      name: `ours against the best of them (${best?.name}), to the first result`,
      value: cold / (best?.cold ?? Number.NaN),
      unit: '×',
      limit: 0.1,
    },
  ];
}

const search = (book: LargeBook, text: string) =>
  book.ask<{ total: number; rows: { name: string }[] }>('list', [
    { text, sort: 'best', offset: 0, limit: 12 },
  ]);

/** Milliseconds of each keystroke while all that is typed goes in letter by letter. */
async function keystrokes(book: LargeBook, typed: readonly string[]): Promise<number[]> {
  await search(book, 'a');
  const times: number[] = [];
  for (const text of typed)
    for (let end = 1; end <= text.length; end += 1) times.push((await search(book, text.slice(0, end))).time);
  return times;
}

/** Milliseconds that the browser takes to start the extension's worker, which the peers' own workers have not to pay. */
async function starting(book: LargeBook): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await book.sleep();
    times.push((await book.ask('connection', [])).time);
  }
  return median(times);
}

async function asleep(book: LargeBook): Promise<number> {
  const { text } = sought(book.count);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await book.sleep();
    const { time, value } = await search(book, text);
    const [first] = value.rows;
    if (!first?.name.includes(text.slice(-4))) throw new Error(`Found ${first?.name} for ${text}.`);
    times.push(time);
  }
  return median(times);
}
