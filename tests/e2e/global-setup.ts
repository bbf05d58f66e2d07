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

/**
 * Builds the extension and starts the webmail once for all end-to-end tests. A failure here fails those tests, each
 * with its reason, and lets the tests of the other rooms run.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'carnet-e2e-'));
  const family = new Family();
  let webmail: Webmail | null = null;
  try {
    const chromium = findBrowser((line) => process.stdout.write(`${line}\n`)).path;
    const extension = await buildExtension(family, { into: folder, grant: GRANTED });
    installPackages();
    webmail = await startWebmail();
    project.provide('setup', { stage: { chromium, extension, webmail: webmail.url } });
  } catch (error) {
    project.provide('setup', { problem: error instanceof Error ? error.message : String(error) });
  }
  return async () => {
    await Promise.all([webmail?.stop(), family.end()]);
    rmSync(folder, { recursive: true, force: true });
  };
}
