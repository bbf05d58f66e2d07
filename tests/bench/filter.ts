import type { Filter } from '#lib/model/filter.ts';
import { byDexie } from './filter-rival.ts';
import { factsAt, segments, THREE } from './filter-people.ts';
import type { LargeBook } from './large-book.ts';
import { median, type Measure } from './measure.ts';

const RUNS = 7;

/**
 * Filters and counts over the large book as the contacts page asks for them, in the built extension: with the worker
 * awake, each run with another question, and from a worker that slept; and a Dexie filter over the same people.
 */
export async function filterMeasures(book: LargeBook): Promise<Measure[]> {
  const ours = await awake(book);
  const cold = await asleep(book);
  const rival = await byDexie(book.agent, book.count, factsAt);
  expectSame(cold.totals, [rival.total, ...rival.totals]);
  const of = `${book.count.toLocaleString('en')} contacts`;
  return [
    measure(`filter of three conditions over ${of}, first 50 rows`, ours.filter, 100),
    measure(`counts of 20 segments over ${of}`, ours.segments, 300),
    measure(`the list of ${of} sorted by another attribute, first 50 rows`, ours.sorted, null),
    measure('filter of three conditions, worker asleep', cold.filter, null),
    measure('counts of 20 segments, worker asleep', cold.segments, null),
    measure('a Dexie filter over the same people, three conditions', rival.filter, null),
    measure('a Dexie filter over the same people, 20 segments at once', rival.segments, null),
    ratio('our filter from a sleeping worker against Dexie', cold.filter / rival.filter, 1),
    ratio('our counts from a sleeping worker against Dexie', cold.segments / rival.segments, 1),
    ratio('our filter, worker awake, against Dexie', ours.filter / rival.filter, 0.1),
  ];
}

const measure = (name: string, value: number, limit: number | null): Measure => ({
  name,
  value,
  unit: 'ms',
  limit,
});
const ratio = (name: string, value: number, limit: number): Measure => ({ name, value, unit: '×', limit });

function expectSame(ours: number[], theirs: number[]): void {
  if (ours.join() !== theirs.join())
    throw new Error(`The filters disagree: ${ours.join()} of ours, ${theirs.join()} by Dexie.`);
}

const list = (book: LargeBook, filter: Filter | undefined, sort: unknown = 'best') =>
  book.ask<{ total: number }>('list', [
    { text: '', ...(filter ? { filter } : {}), sort, offset: 0, limit: 50 },
  ]);

/** Each run asks anew: the same question twice would be answered from memory. */
async function awake(book: LargeBook) {
  const times = { filter: [] as number[], segments: [] as number[], sorted: [] as number[] };
  await list(book, THREE(0));
  await book.ask('count', [segments(0)]);
  for (let run = 1; run <= RUNS; run += 1) {
    times.filter.push((await list(book, THREE(run))).time);
    times.segments.push((await book.ask('count', [segments(run)])).time);
    times.sorted.push((await list(book, undefined, { by: 'city', descending: run % 2 === 0 })).time);
  }
  return {
    filter: median(times.filter),
    segments: median(times.segments),
    sorted: median(times.sorted),
  };
}

async function asleep(book: LargeBook) {
  const times = { filter: [] as number[], segments: [] as number[] };
  let totals: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await book.sleep();
    const found = await list(book, THREE(0));
    times.filter.push(found.time);
    await book.sleep();
    const counted = await book.ask<number[]>('count', [segments(0)]);
    times.segments.push(counted.time);
    totals = [found.value.total, ...counted.value];
  }
  return { filter: median(times.filter), segments: median(times.segments), totals };
}
