import { parseArgs } from 'node:util';
import { chaos } from './chaos/run.ts';

/**
 * `npm run chaos -- --seed N --minutes M --engine sqlite|postgres --rounds R`: breaks everything that can break, and
 * says whether anything was lost. The seed is printed first and with what failed: given back, it deals the same. Each
 * round has a seed of its own, counted up. Ends with 1 where a promise is broken.
 */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    minutes: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '1' },
    engine: { type: 'string', default: 'sqlite' },
  },
});
const engine = values.engine === 'postgres' ? 'postgres' : 'sqlite';
const say = (line: string) => void process.stdout.write(`${line}\n`);

for (let round = 0; round < Number(values.rounds); round += 1) {
  const seed = String(Number(values.seed) + round);
  say(`seed ${seed} on ${engine}, ${values.minutes} minutes`);
  const { problems, facts } = await chaos({ seed, seconds: Number(values.minutes) * 60, engine, say });
  say(JSON.stringify(facts));
  for (const problem of problems.slice(0, 20)) say(`  ${problem.slice(0, 8000)}`);
  say(problems.length === 0 ? 'Nothing was lost.' : `${problems.length} problems. Again: --seed ${seed}`);
  if (problems.length > 0) process.exitCode = 1;
}
