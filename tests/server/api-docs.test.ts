import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hookEvent } from '#lib/protocol/public-webhook.ts';
import { scope } from '#lib/protocol/public-key.ts';
import { ACTIVITY } from '#lib/model/activity.ts';
import { makeSoftware, startReceiver, type Receiver } from './api-client.ts';
import { startTeam, type Team } from './team.ts';

const PAGE = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');
/** Each example with the answer that stands behind it. */
const EXAMPLES = [...PAGE.matchAll(/```sh\n([^]*?)```\n\n```json\n([^]*?)```/gu)].map(
  ([, script = '', answer = '']) => ({
    script,
    answer: JSON.parse(answer) as unknown,
  }),
);

let team: Team;
let receiver: Receiver;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  team = await startTeam({ privateWebhooks: true });
  receiver = await startReceiver();
  const { key } = await makeSoftware(team, 'Docs');
  env = { ...process.env, CARNET: team.url, KEY: key, HOOK: receiver.url };
});
afterAll(async () => {
  await team.running.stop();
  await receiver.stop();
});

/** An answer with all that the page leaves out left out: where it writes “…”. */
function like(said: unknown, written: unknown): unknown {
  if (written === '…') return said === undefined ? undefined : '…';
  if (Array.isArray(said) && Array.isArray(written)) return said.map((one, at) => like(one, written[at]));
  if (typeof said !== 'object' || said === null || typeof written !== 'object' || written === null)
    return said;
  const shape = written as Record<string, unknown>;
  return Object.fromEntries(Object.entries(said).map(([key, value]) => [key, like(value, shape[key])]));
}

describe('docs/api.md', () => {
  test('has an answer behind every example', () => {
    expect(EXAMPLES.length).toBeGreaterThan(8);
    expect(PAGE.match(/```sh/gu)).toHaveLength(EXAMPLES.length);
  });

  test('every example works as it stands, one after the other, and is answered as the page says', async () => {
    for (const { script, answer } of EXAMPLES) {
      const { stdout } = await promisify(execFile)('bash', ['-eu', '-o', 'pipefail', '-c', script], { env });
      expect(like(JSON.parse(stdout), answer)).toEqual(answer);
    }
  });

  test('names every scope, every type of event, and every attribute that events feed', () => {
    const missing = [...scope.options, ...hookEvent.options, ...Object.keys(ACTIVITY)].filter(
      (word) => !PAGE.includes(`\`${word}\``),
    );
    expect(missing).toEqual([]);
  });
});
