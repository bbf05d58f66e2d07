import { errorFacts, logToStderr } from '#server/log.ts';
import { HELP, readSettings, SettingsError, type StartSettings } from '#server/settings.ts';
import { startServer, type Running } from '#server/start.ts';

/** `node server/main.ts`: starts the team server and keeps it up until it is told to end. */
async function main(): Promise<void> {
  const settings = readSettings(process.argv.slice(2), process.env);
  if (!settings) {
    console.log(HELP);
    return;
  }
  const running = await startServer(settings);
  greet(running, settings);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end(running));
}

function greet({ url, ownerLink }: Running, { dataDir }: StartSettings): void {
  console.log(`Carnet's team server is at ${url}, its data in ${dataDir}`);
  if (ownerLink !== null)
    console.log(`It has no owner yet. Open this link, which works once, to become it:\n\n  ${ownerLink}\n`);
  // For tools that start it: one line, always in this form.
  console.log(`carnet ready url=${url} owner=${ownerLink ?? '-'}`);
}

function end(running: Running): void {
  running.stop().then(
    () => process.exit(0),
    () => process.exit(1),
  );
}

function explain(error: unknown): string {
  if (error instanceof SettingsError) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE')
    return 'That port is taken, perhaps by another Carnet. End it, or choose another port: --port 8788.';
  if (code === 'EACCES')
    return 'That port or data folder is not for this user to use. Choose others: --port 8787 --data DIR.';
  if (code === 'EADDRNOTAVAIL')
    return 'This machine does not have that address. Leave --host out to use 127.0.0.1.';
  logToStderr('error', 'start', errorFacts(error));
  return error instanceof Error ? error.message : 'The server could not start.';
}

main().catch((error: unknown) => {
  console.error(explain(error));
  process.exitCode = 1;
});
