import { defineConfig } from 'vitest/config';

/** What depends on the database: run on every engine. Pages, flags and the browser's side are not asked four times. */
const ON_EVERY_ENGINE = [
  'tests/server/{push,pull,names,senders,roles,record-roles,conservation,invariants,failures}.test.ts',
  'tests/server/{merges,unmerges,retold,tombstones,trail,presence,live,workspaces}.test.ts',
  'tests/server/{api-contacts,api-batch,api-events,auth,invitations}.test.ts',
  'tests/server/sync/{converge,histories,invariants,session}.test.ts',
];

/** The rooms of `tests/`, each a project of its own: `vitest run --project unit` runs one. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'architecture', include: ['tests/architecture.test.ts'] } },
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          setupFiles: ['tests/setup-unit.ts'],
        },
      },
      {
        test: {
          name: 'component',
          include: ['tests/component/**/*.test.tsx'],
          environment: 'happy-dom',
          setupFiles: ['tests/setup-component.ts'],
        },
      },
      { test: { name: 'server', include: ['tests/server/**/*.test.ts'], testTimeout: 20_000 } },
      ...['postgres', 'partitioned', 'serializable'].map((engine) => ({
        test: {
          name: `server-${engine}`,
          include: ON_EVERY_ENGINE,
          globalSetup: ['tests/server/engines/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      })),
      {
        test: {
          name: 'e2e',
          // Apart from all others and one file at a time: these tests hold the product to seconds.
          sequence: { groupOrder: 1 },
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/global-setup.ts'],
          setupFiles: ['tests/e2e/setup.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
