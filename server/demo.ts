import { existsSync } from 'node:fs';
import type { Hono } from 'hono';

/** The demo inbox, where this copy of the server has one. */
export async function demoApp(): Promise<Hono | null> {
  const file = new URL('demo/routes.ts', import.meta.url);
  if (!existsSync(file)) return null;
  const { demoRoutes } = (await import(file.href)) as { demoRoutes: () => Hono };
  return demoRoutes();
}
