import type { Command } from './command.ts';
import { createLog, errorFacts, type Log } from '#server/log.ts';
import { fieldNames } from '#server/settings/fields.ts';
import type { StartSettings } from '#server/settings.ts';
import type { Running } from '#server/start.ts';

export const start: Command = {
  name: 'start',
  summary: 'starts the server; this is done without a command, too',
  about: `It brings its tables up to date, listens, and stays until SIGINT or SIGTERM, which let the requests at work
finish first, for 5 seconds at most. SIGHUP: it reads the certificate of --tls-cert again.`,
  operands: [],
  flags: {},
  settings: fieldNames,
  run: async ({ settings }) => {
    // Only now: whoever asked for help, or typed something wrong, does not wait for all of the server.
    const { startServer } = await import('#server/start.ts');
    const log = createLog(settings.log, process.stderr);
    const running = await startServer(settings, log);
    greet(running, settings);
    listenToSignals(running, log);
    return undefined;
  },
};

function greet({ url, ownerLink }: Running, { dataDir, databaseUrl }: StartSettings): void {
  const where = databaseUrl === null ? `its data in ${dataDir}` : 'its data in PostgreSQL';
  console.log(`Carnet's team server is at ${url}, ${where}`);
  if (ownerLink !== null)
    console.log(`It has no owner yet. Open this link, which works once, to become it:\n\n  ${ownerLink}\n`);
  // For tools that start it: one line, always in this form.
  console.log(`carnet ready url=${url} owner=${ownerLink ?? '-'}`);
}

function listenToSignals(running: Running, log: Log): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end(running, log));
  process.on('SIGHUP', () => {
    try {
      running.reload();
      log('info', 'reload', {});
    } catch (error) {
      log('error', 'reload', errorFacts(error));
      console.error(`${error instanceof Error ? error.message : ''} The certificate before stays in use.`);
    }
  });
}

function end(running: Running, log: Log): void {
  running.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      log('error', 'end', errorFacts(error));
      process.exit(1);
    },
  );
}
