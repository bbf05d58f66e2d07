/** One line of JSON for each event: what happened, never to whom. */
export type Log = (level: 'info' | 'error', event: string, facts: Record<string, string | number>) => void;

export const logToStderr: Log = (level, event, facts) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, event, ...facts })}\n`);
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
