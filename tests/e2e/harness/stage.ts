import { inject } from 'vitest';
import type { Stage } from '#tests/e2e/global-setup.ts';

export const EXTENSION_ID = 'nakkgilmgfepambcbblhgioeopabmeoi';

/** What the global setup made. @throws its problem, where it could not make it */
export function stage(): Stage {
  const setup = inject('setup');
  if ('problem' in setup) throw new Error(setup.problem);
  return setup.stage;
}
