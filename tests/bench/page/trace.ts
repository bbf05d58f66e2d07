import type { CDPSession } from 'playwright-core';

type TraceEvent = {
  ph: string;
  ts: number;
  dur?: number;
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
    traceConfig: { includedCategories: ['devtools.timeline', 'v8'] },
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

/** Milliseconds of each outermost span that runs our script: evaluating it, and each function the browser calls in it. */
export function ownSpans(events: TraceEvent[]): number[] {
  const ours = events
    .filter(({ ph, args }) => ph === 'X' && (args?.data?.url ?? '').includes('/content-scripts/requester.js'))
    .toSorted((a, b) => a.ts - b.ts);
  const spans: number[] = [];
  let until = 0;
  for (const { ts, dur = 0 } of ours) {
    if (ts < until) continue;
    spans.push(dur / 1000);
    until = ts + dur;
  }
  return spans;
}
