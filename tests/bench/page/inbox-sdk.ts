import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { ROOT } from '#tests/e2e/harness/processes.ts';

const PACKAGE = join(ROOT, 'node_modules/@inboxsdk/core');
const MANIFEST = {
  manifest_version: 3,
  name: 'InboxSDK peer',
  version: '1.0',
  permissions: ['scripting'],
  host_permissions: ['https://mail.google.com/*'],
  background: { service_worker: 'background.js' },
  content_scripts: [{ matches: ['https://mail.google.com/*'], js: ['app.js'], run_at: 'document_end' }],
};
// The least that does what Carnet does: tells who wrote the message that is shown.
const APP = `import * as InboxSDK from '@inboxsdk/core';
InboxSDK.load(2, 'sdk_carnet_bench_0000000000').then((sdk) =>
  sdk.Conversations.registerMessageViewHandlerAll((message) => {
    document.documentElement.dataset.read = message.getSender().emailAddress;
  }),
);`;

/**
 * An extension of the usual kind around the library most extensions for Gmail are made with.
 * @returns its folder, and the kilobytes of what it runs in each page, gzipped
 */
export async function buildInboxSdk(into: string): Promise<{ folder: string; kilobytes: number }> {
  const folder = join(into, 'inbox-sdk');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(MANIFEST));
  for (const file of ['background.js', 'pageWorld.js']) copyFileSync(join(PACKAGE, file), join(folder, file));
  const entry = join(folder, 'app.mjs');
  writeFileSync(entry, APP);
  const build = await rolldown({
    input: entry,
    platform: 'browser',
    logLevel: 'silent',
    resolve: { alias: { '@inboxsdk/core': join(PACKAGE, 'inboxsdk.js') } },
  });
  const { output } = await build.generate({ format: 'iife', minify: true });
  await build.close();
  writeFileSync(join(folder, 'app.js'), output[0].code);
  const files = ['app.js', 'pageWorld.js'].map((file) => readFileSync(join(folder, file)));
  const bytes = files.reduce((sum, file) => sum + gzipSync(file, { level: 9 }).length, 0);
  return { folder, kilobytes: bytes / 1000 };
}
