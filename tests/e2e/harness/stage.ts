/** What tests and benches stand on; a part that could not be had is its problem, in words. */
export type Stage = { chromium: string; extension: string; webmail: string };
export type Setup = { stage: Stage } | { problem: string };

export const EXTENSION_ID = 'nakkgilmgfepambcbblhgioeopabmeoi';

/** Sites that a person would allow by a click on the browser's question, which no test can click. */
export const GRANTED = ['http://127.0.0.1:*/*', 'http://localhost:*/*', 'https://mail.google.com/*'];

let setup: Setup = { problem: 'Nothing was set up.' };

export function setStage(made: Setup): void {
  setup = made;
}

/** What the global setup made. @throws its problem, where it could not make it */
export function stage(): Stage {
  if ('problem' in setup) throw new Error(setup.problem);
  return setup.stage;
}
