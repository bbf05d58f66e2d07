import { timingSafeEqual } from 'node:crypto';
import { cpuUsage, memoryUsage, uptime } from 'node:process';
import { Hono, type Context } from 'hono';
import { expose, sample, type Sample } from '#server/door/exposition.ts';
import type { Visit } from '#server/door/visit.ts';
import type { Server } from '#server/server.ts';

const FORMAT = 'text/plain; version=0.0.4; charset=utf-8';
const STARTED = Date.now() / 1000 - uptime();

/** `/healthz`, for whoever restarts or balances servers, and `/metrics`, for Prometheus. */
export function healthRoutes(server: Server): Hono<Visit> {
  const routes = new Hono<Visit>();
  routes.get('/healthz', async (c) => {
    const well = await isWell(server);
    return c.text(well ? 'ok' : 'unavailable', well ? 200 : 503);
  });
  routes.get('/metrics', (c) => {
    if (!mayMeasure(server, c)) return c.text(WHO_MAY, 403);
    return c.body(expose([...server.metrics.samples(), ...poolOf(server), ...processOf()]), 200, {
      'Content-Type': FORMAT,
      'Cache-Control': 'no-store',
    });
  });
  return routes;
}

const WHO_MAY =
  'The metrics are for this machine, or for whoever sends CARNET_METRICS_TOKEN as a bearer token.';

async function isWell({ database }: Server): Promise<boolean> {
  try {
    await database.db.selectFrom('migration').select('id').limit(1).execute();
    return true;
  } catch {
    return false;
  }
}

/**
 * How busy a company is is nobody else's business. A caller from this machine may look, unless a proxy passes somebody
 * on: that one speaks from this machine, too, and says so in a header, or asks under the name people use.
 */
function mayMeasure({ settings }: Server, c: Context<Visit>): boolean {
  const { metricsToken } = settings;
  const given = c.req.header('authorization');
  if (metricsToken !== null && given !== undefined && isSame(given, `Bearer ${metricsToken}`)) return true;
  const socket = c.env.incoming.socket.remoteAddress ?? '';
  const isPassedOn = ['x-forwarded-for', 'forwarded', 'via'].some((name) => c.req.header(name) !== undefined);
  return isLoopback(socket) && !isPassedOn && isOwnName(c.req.header('host') ?? '');
}

const isLoopback = (address: string) => /^(?:::ffff:)?127\.|^::1$/u.test(address);
const isOwnName = (host: string) => /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/u.test(host);

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function poolOf({ database }: Server): Sample[] {
  const pool = database.pool?.();
  if (!pool) return [];
  const { open, idle, waiting } = pool;
  return [
    sample('carnet_database_connections', 'gauge', 'Connections to the database.', [
      [{ state: 'busy' }, open - idle],
      [{ state: 'idle' }, idle],
    ]),
    sample('carnet_database_waiting', 'gauge', 'Requests that wait for a connection.', [waiting]),
  ];
}

/** Under the names that every dashboard knows. */
function processOf(): Sample[] {
  const { rss, heapUsed, heapTotal, external } = memoryUsage();
  const { user, system } = cpuUsage();
  return [
    sample('process_resident_memory_bytes', 'gauge', 'Memory of the process.', [rss]),
    sample('nodejs_heap_size_used_bytes', 'gauge', 'JavaScript heap in use.', [heapUsed]),
    sample('nodejs_heap_size_total_bytes', 'gauge', 'JavaScript heap.', [heapTotal]),
    sample('nodejs_external_memory_bytes', 'gauge', 'Memory of buffers.', [external]),
    sample('process_cpu_seconds_total', 'counter', 'CPU time.', [(user + system) / 1e6]),
    sample('process_start_time_seconds', 'gauge', 'When the process began.', [STARTED]),
  ];
}
