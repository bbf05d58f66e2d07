export type Facts = Record<string, string | number>;

/** One line for each event: what happened, never to whom. */
export type Log = (level: 'info' | 'error', event: string, facts: Facts) => void;

type Line = { at: Date; level: 'info' | 'error'; event: string; facts: Facts };

/** @param form `auto`: to be read by people where they look on, by programs where not */
export function createLog(form: 'json' | 'pretty' | 'auto', out: NodeJS.WriteStream): Log {
  const pretty = form === 'pretty' || (form === 'auto' && out.isTTY);
  const write = pretty ? prettyLine : jsonLine;
  return (level, event, facts) => {
    out.write(`${write({ at: new Date(), level, event, facts })}\n`);
  };
}

function jsonLine({ at, level, event, facts }: Line): string {
  return JSON.stringify({ at: at.toISOString(), level, event, ...facts });
}

/** `09:03:07 request POST /v1/session 200 3 ms id=...` */
function prettyLine({ at, level, event, facts }: Line): string {
  const { method, route, status, ms, ...rest } = facts;
  const words = [at.toISOString().slice(11, 19), ...(level === 'error' ? ['ERROR'] : []), event];
  for (const fact of [method, route, status]) if (fact !== undefined) words.push(String(fact));
  if (ms !== undefined) words.push(`${ms} ms`);
  return [...words, ...Object.entries(rest).map(([name, fact]) => `${name}=${fact}`)].join(' ');
}

/** Where nobody has asked for a log, as in tests: only what went wrong. */
export const logErrors: Log = (level, event, facts) => {
  if (level === 'error') createLog('json', process.stderr)(level, event, facts);
};

/** What of an error may be written down: its kind and code. Its message may quote what somebody typed. */
export function errorFacts(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const at = error.stack
    ?.split('\n')
    .find((line) => line.includes('/server/'))
    ?.trim();
  return { error: error.name, ...code, ...(at === undefined ? {} : { where: at }) };
}
