import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Where writers meet: each engine has its own way to make one of them wait, or begin again. */
const WRITERS = [
  'tests/server/{push,names,senders,roles,conservation,invariants,failures}.test.ts',
  'tests/server/{merges,unmerges,retold,workspaces,api-batch,sql-heard}.test.ts',
  'tests/server/sync/{converge,histories}.test.ts',
];
/** What else depends on the database. Pages, flags and the browser's side are not asked four times. */
const READERS = [
  'tests/server/{pull,record-roles,tombstones,trail,deletions,presence,live}.test.ts',
  'tests/server/{api-contacts,api-events,auth,invitations}.test.ts',
  'tests/server/sync/invariants.test.ts',
];
const ENGINES = {
  postgres: [...WRITERS, ...READERS],
  partitioned: [...WRITERS, ...READERS],
  serializable: WRITERS,
};

/** End-to-end tests that hold the product to fractions of a second, or have the keyboard and the mouse: one file at a time. */
const TIMED = ['tests/e2e/{page-chip,real-hands,sites,switching,teach,team,three-browsers}.test.ts'];
/** The same, on pages alone. */
const TIMED_PAGES = ['tests/unit/detect/{slow,watch}.test.ts'];
/** What is waited for comes when the machine has time for it. What is held to fractions of a second says so itself. */
const patient = { poll: { timeout: 10_000 } };
const endToEnd = {
  globalSetup: ['tests/e2e/global-setup.ts'],
  setupFiles: ['tests/e2e/setup.ts'],
  testTimeout: 90_000,
  hookTimeout: 120_000,
  expect: patient,
};

/** Short files that take long: begun last, as vitest would begin them, the last of them would be waited for alone. */
const LONG =
  /\/(?:detect\/pages|e2e\/(?:away|bad-input|bulk|capture|request-tracker|roles|roundcube-skins|start|surfaces|tickets|trouble|worker))\.test\.ts$/u;
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- vitest's own, which leaves what it is given as it is
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

/** The rooms of `tests/`, each a project of its own: `vitest run --project unit` runs one. */
export default defineConfig({
  test: {
    // Vitest leaves one processor to others, which of two is half. And half of a file's time it waits: for what a page
    // draws, a database writes, a server answers, a person would type.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    sequence: { sequencer: LongFirst },
    projects: [
      { test: { name: 'architecture', include: ['tests/architecture.test.ts'] } },
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          exclude: TIMED_PAGES,
          setupFiles: ['tests/setup-unit.ts'],
          testTimeout: 20_000,
          expect: patient,
        },
      },
      {
        test: {
          name: 'unit-timed',
          sequence: { groupOrder: 2 },
          include: TIMED_PAGES,
          fileParallelism: false,
          setupFiles: ['tests/setup-unit.ts'],
        },
      },
      {
        test: {
          name: 'component',
          include: ['tests/component/**/*.test.tsx'],
          environment: 'happy-dom',
          setupFiles: ['tests/setup-component.ts'],
          // Whole pages, some over the real book: a busy machine takes its time over them.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'server',
          include: ['tests/server/**/*.test.ts'],
          // All of the server is read once, and not again for every file: that is half of the time.
          isolate: false,
          setupFiles: ['tests/setup-server.ts'],
          testTimeout: 30_000,
          expect: patient,
        },
      },
      { test: { name: 'proof', include: ['tests/proof/**/*.test.ts'] } },
      ...Object.entries(ENGINES).map(([engine, include]) => ({
        test: {
          name: `server-${engine}`,
          include,
          isolate: false,
          setupFiles: ['tests/setup-server.ts'],
          globalSetup: ['tests/server/engines/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          expect: patient,
        },
      })),
      // Apart from all others, which would take the processors that browsers need.
      {
        test: {
          ...endToEnd,
          name: 'e2e',
          sequence: { groupOrder: 1 },
          include: ['tests/e2e/**/*.test.ts'],
          exclude: TIMED,
        },
      },
      {
        test: {
          ...endToEnd,
          name: 'e2e-timed',
          sequence: { groupOrder: 2 },
          include: TIMED,
          fileParallelism: false,
        },
      },
    ],
  },
});
