/** What tests and benches stand on; a part that could not be had is its problem, in words. */
export type Stage = { chromium: string; extension: string; webmail: string };
export type Setup = { stage: Stage } | { problem: string };

export const EXTENSION_ID = 'nakkgilmgfepambcbblhgioeopabmeoi';

let setup: Setup = { problem: 'Nothing was set up.' };

export function setStage(made: Setup): void {
  setup = made;
}

/** What the global setup made. @throws its problem, where it could not make it */
export function stage(): Stage {
  if ('problem' in setup) throw new Error(setup.problem);
  return setup.stage;
}
