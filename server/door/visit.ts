import type { HttpBindings } from '@hono/node-server';

/** What the door knows of each request: where it came from, and the language it is answered in. */
export type Visit = { Bindings: HttpBindings; Variables: { address: string } };
