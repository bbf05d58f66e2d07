import type { HttpBindings } from '@hono/node-server';

/** What the door knows of each request: where it came from, its id in the log, and the workspace a key is of. */
export type Visit = {
  Bindings: HttpBindings;
  Variables: { address: string; requestId: string; workspace?: string };
};
