import { expect, test } from 'vitest';
import { demoRoutes } from '#server/demo/routes.ts';

const demo = demoRoutes();

test('the demo inbox is one page at every address below /demo/', async () => {
  for (const path of ['/demo/', '/demo/inbox/abazur', '/demo/compose', '/demo/nowhere']) {
    const answer = await demo.request(path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8']);
  }
  expect((await demo.request('/demo')).headers.get('location')).toBe('/demo/');
});

test('everything the page names is served, with its type', async () => {
  const page = await (await demo.request('/demo/')).text();
  const named = [...page.matchAll(/(?:href|src)="(?<path>[^"]+)"/gu)].map(({ groups }) => groups?.path ?? '');
  expect(named.length).toBeGreaterThan(2);
  const types = await Promise.all(
    named.map(async (path) => (await demo.request(path)).headers.get('content-type')),
  );
  expect(types.every((type) => type !== null && !type.startsWith('text/html'))).toBe(true);
});

test('it runs nothing but its own scripts, and stands in nobody’s frame', async () => {
  const policy = (await demo.request('/demo/')).headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
});

test('no address reaches another file of the server', async () => {
  for (const path of ['/demo/../routes.ts', '/demo/..%2froutes.ts', '/demo/routes.ts'])
    expect(await (await demo.request(path)).text()).not.toContain('demoRoutes');
});
