import type { CDPSession } from 'playwright-core';

type TraceEvent = {
  ph: string;
  ts: number;
  tid: number;
  dur?: number;
  /** Of the processor alone: what else the machine does is no part of it. */
  tdur?: number;
  name: string;
  args?: { data?: { url?: string } };
};

/** What a browser traced while something was done. @param session of the browser, or of a page */
export async function traced(session: CDPSession, act: () => Promise<unknown>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: unknown[] }) => void events.push(...(value as TraceEvent[]));
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    // The second has the microtasks.
    traceConfig: { includedCategories: ['devtools.timeline', 'v8.execute'] },
  });
  await act();
  const complete = new Promise((done) => {
    session.once('Tracing.tracingComplete', done);
  });
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', collect);
  return events;
}

/** An outermost stretch of our scripts' work. `isAnswer`: what went on when an answer of the background had come. */
type Stretch = { taken: number; isAnswer: boolean };

/** Milliseconds of the processor in each outermost span that runs our scripts. */
export function ownSpans(events: TraceEvent[]): number[] {
  return stretches(events).map((one) => one.taken);
}

/**
 * Milliseconds of the processor until a page was read, and after it, until what it shows stands: the page is read as soon
 * as the first answer has come, which brings what it is read by.
 */
export function aroundReading(events: TraceEvent[]): { until: number; after: number } {
  const all = stretches(events);
  const read = all.findIndex(({ isAnswer }) => isAnswer) + 1;
  const sum = (some: Stretch[]) => some.reduce((total, one) => total + one.taken, 0);
  return { until: sum(all.slice(0, read)), after: sum(all.slice(read)) };
}

/**
 * Each outermost span that runs our scripts: evaluating them, each function the browser calls in them, and what goes on
 * when an answer of the background has come, the reading itself among it: microtasks, which bear no address, but which no
 * script of a saved page has. Without the layout of the page, which is due anyway, whoever asks for it first.
 */
function stretches(events: TraceEvent[]): Stretch[] {
  const whole = events.filter(({ ph }) => ph === 'X').toSorted((a, b) => a.ts - b.ts);
  const ourThread = whole.find(isOurs)?.tid;
  const found: Stretch[] = [];
  let until = 0;
  let laidOut = 0;
  let thread = 0;
  for (const event of whole) {
    const { ts, dur = 0 } = event;
    const last = found.at(-1);
    if (last && event.tid === thread && ts < until && ts >= laidOut && LAYOUT.has(event.name)) {
      last.taken -= taken(event);
      laidOut = ts + dur;
    }
    const isAnswer = event.name === 'RunMicrotasks' && event.tid === ourThread;
    if (ts < until || !(isOurs(event) || isAnswer)) continue;
    found.push({ taken: taken(event), isAnswer });
    until = ts + dur;
    thread = event.tid;
  }
  return found;
}

const LAYOUT = new Set(['Layout', 'UpdateLayoutTree']);

function isOurs({ args }: TraceEvent): boolean {
  return /\/(?:requester|display)\.js$/u.test(args?.data?.url ?? '');
}

function taken({ dur = 0, tdur = dur }: TraceEvent): number {
  return tdur / 1000;
}
