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

/**
 * Milliseconds of the processor in each outermost span that runs our script: evaluating it, each function the browser
 * calls in it, and what goes on when an answer of the background has come, the reading itself among it: microtasks, which
 * bear no address, but which no script of a saved page has. Without the layout of the page, which is due anyway, whoever
 * asks for it first.
 */
export function ownSpans(events: TraceEvent[]): number[] {
  const whole = events.filter(({ ph }) => ph === 'X').toSorted((a, b) => a.ts - b.ts);
  const ourThread = whole.find(isOurs)?.tid;
  const spans: number[] = [];
  let until = 0;
  let laidOut = 0;
  let thread = 0;
  for (const event of whole) {
    const { ts, dur = 0 } = event;
    if (event.tid === thread && ts < until && ts >= laidOut && LAYOUT.has(event.name)) {
      spans.push((spans.pop() ?? 0) - taken(event));
      laidOut = ts + dur;
    }
    const isAnswer = event.name === 'RunMicrotasks' && event.tid === ourThread;
    if (ts < until || !(isOurs(event) || isAnswer)) continue;
    spans.push(taken(event));
    until = ts + dur;
    thread = event.tid;
  }
  return spans;
}

const LAYOUT = new Set(['Layout', 'UpdateLayoutTree']);

function isOurs({ args }: TraceEvent): boolean {
  return (args?.data?.url ?? '').includes('/content-scripts/requester.js');
}

function taken({ dur = 0, tdur = dur }: TraceEvent): number {
  return tdur / 1000;
}
