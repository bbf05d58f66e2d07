import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './harness/processes.ts';
import { savedPage } from './harness/saved-page.ts';
import { stage } from './harness/stage.ts';

test('npm run detect prints JSON and nothing else, also where it has to install a browser first', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carnet-detect-'));
  const { url, html, requesters } = savedPage('gmail/2023-08-one-message');
  writeFileSync(join(folder, 'page.html'), html);
  // As apt-get does it: a lot of words, and then there is a browser.
  const apt = `#!/bin/sh\necho "Unpacking chromium ($1) ..."\n/bin/ln -sf ${stage().chromium} ${folder}/chromium\n`;
  writeFileSync(join(folder, 'apt-get'), apt, { mode: 0o755 });
  const asRoot = '--import=data:text/javascript,process.getuid=()=>0';
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [asRoot, join(ROOT, 'tools/detect.ts'), 'page.html', '--url', url],
    {
      cwd: folder,
      encoding: 'utf8',
      env: {
        HOME: folder,
        INIT_CWD: folder,
        PATH: folder,
        PLAYWRIGHT_BROWSERS_PATH: join(folder, 'none'),
        FONTCONFIG_PATH: '/etc/fonts',
      },
    },
  );
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  expect(stderr).toContain('Unpacking chromium (install)');
  expect([status, JSON.parse(stdout)]).toEqual([
    0,
    expect.objectContaining({ requesters: [expect.objectContaining({ address: requesters[0]?.address })] }),
  ]);
});
