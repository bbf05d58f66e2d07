import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './find-browser.ts';
import type { Tally } from './tally-reporter.ts';

/**
 * Runs every test (or those that the arguments name, as vitest understands them) and ends with the line
 * `N passed, N failed`. The end-to-end tests need a Chromium: it is found or installed first, never done without.
 */
const root = join(import.meta.dirname, '..');
const workshop = mkdtempSync(join(tmpdir(), 'carnet-tests-'));
const tallyFile = join(workshop, 'tally.json');

const chromium = chromiumPath();
const code = chromium === null ? 1 : await runVitest(chromium);
const tally = readTally(code);
rmSync(workshop, { recursive: true, force: true });
console.log(`${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed > 0 ? 1 : code);

function chromiumPath(): string | null {
  try {
    const { path, how } = findBrowser((line) => console.log(line));
    console.log(`Browser for the end-to-end tests: ${path} (${how}).`);
    return path;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return null;
  }
}

async function runVitest(chromium: string): Promise<number> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=./tools/tally-reporter.ts'];
  const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      CARNET_CHROMIUM: chromium,
      CARNET_TALLY: tallyFile,
      // The tests start the server and the tools two hundred times: Node.js keeps what it made of their code.
      NODE_COMPILE_CACHE: join(workshop, 'compiled'),
    },
  });
  // A broken channel: whoever started this is gone, by whatever way (ready.mjs).
  process.on('disconnect', () => child.kill('SIGTERM'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => child.kill(signal === 'SIGINT' ? 'SIGINT' : 'SIGTERM'));
  return new Promise((done) => {
    child.on('exit', (code) => done(code ?? 1));
  });
}

/** A run that never came to counting, or that ended badly with everything passed, is a failure. */
function readTally(code: number): Tally {
  let tally: Tally = { passed: 0, failed: 0 };
  try {
    tally = JSON.parse(readFileSync(tallyFile, 'utf8')) as Tally;
  } catch {
    return { passed: 0, failed: 1 };
  }
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
