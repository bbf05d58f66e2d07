import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule, Vitest } from 'vitest/node';

/** How a run went. What did not run at all, a file that does not load for one, is a failure, never a silence. */
export type Tally = { passed: number; failed: number };

/** A vitest reporter that writes the run's `Tally` into the file that `CARNET_TALLY` names, for run-tests.ts. */
export default class TallyReporter implements Reporter {
  #chosenByName = false;

  onInit(vitest: Vitest): void {
    this.#chosenByName = vitest.config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const tallies = modules.map((module) => tallyOf(module, this.#chosenByName));
    const tally: Tally = {
      passed: sum(tallies.map(({ passed }) => passed)),
      failed: sum(tallies.map(({ failed }) => failed)) + unhandled.length,
    };
    if (process.env.CARNET_TALLY) writeFileSync(process.env.CARNET_TALLY, JSON.stringify(tally));
  }
}

/** @param chosenByName whether tests were left out because the person asked for others (`-t`) */
function tallyOf(module: TestModule, chosenByName: boolean): Tally {
  const states = [...module.children.allTests()].map((test) => test.result().state);
  const passed = states.filter((state) => state === 'passed').length;
  const leftOut = chosenByName ? states.filter((state) => state === 'skipped').length : 0;
  // A file that fails before, between or after its tests (import, beforeAll, afterAll) is one failure more.
  return { passed, failed: states.length - passed - leftOut + module.errors().length };
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
