import { ListMarks, type MarkNeeds } from './marks.ts';

/** The marks of a document's lists, which the agent may switch off and on while it is open (R8). */
export type KeptMarks = Pick<ListMarks, 'again'> & { set(on: boolean): void };

export function keepMarks({ setup, signal, ...needs }: MarkNeeds): KeptMarks {
  let running: { marks: ListMarks; end: AbortController } | null = null;
  const set = (on: boolean) => {
    if (on === (running !== null)) return;
    running?.end.abort();
    running = null;
    if (!on) return;
    const end = new AbortController();
    const marks = new ListMarks({ ...needs, setup, signal: AbortSignal.any([signal, end.signal]) });
    running = { marks, end };
  };
  set(setup.marks);
  return { set, again: () => running?.marks.again() };
}
