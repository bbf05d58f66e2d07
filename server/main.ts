import { run } from '#server/commands/run.ts';

/** `npm run server -- [command]`, or `node server/main.ts`: what the administrator of a team server does with it. */
process.exitCode = await run(process.argv.slice(2), process.env);
