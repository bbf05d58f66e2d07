import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildExtension } from '#tools/build-extension.ts';
import { Family } from '#tools/family.ts';
import { findBrowser } from '#tools/find-browser.ts';
import { GRANTED, type Setup } from './harness/stage.ts';
import { installPackages } from './install.ts';
import { startWebmail, type Webmail } from './webmail/webmail.ts';

declare module 'vitest' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- a declaration is merged into an interface
  interface ProvidedContext {
    setup: Setup;
  }
}

type Made = { setup: Setup; end: () => Promise<void> };
/** What is made for one room of these tests serves the other, each of which has a copy of this module of its own. */
const shared = globalThis as { carnetEndToEnd?: { users: number; made: Promise<Made> } };

/**
 * Builds the extension and starts the webmail once for all end-to-end tests. A failure here fails those tests, each
 * with its reason, and lets the tests of the other rooms run.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const all = (shared.carnetEndToEnd ??= { users: 0, made: make() });
  all.users += 1;
  const made = await all.made;
  project.provide('setup', made.setup);
  return async () => {
    all.users -= 1;
    if (all.users === 0) await made.end();
  };
}

async function make(): Promise<Made> {
  const folder = mkdtempSync(join(tmpdir(), 'carnet-e2e-'));
  const family = new Family();
  let webmail: Webmail | null = null;
  const end = async () => {
    await Promise.all([webmail?.stop(), family.end()]);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const chromium = findBrowser((line) => process.stdout.write(`${line}\n`)).path;
    const [extension, { url }] = await Promise.all([
      buildExtension(family, { into: folder, grant: GRANTED }),
      startMail().then((started) => (webmail = started)),
    ]);
    return { setup: { stage: { chromium, extension, webmail: url } }, end };
  } catch (error) {
    return { setup: { problem: error instanceof Error ? error.message : String(error) }, end };
  }
}

async function startMail(): Promise<Webmail> {
  installPackages();
  return startWebmail();
}
