import { Validator } from '@seriousme/openapi-schema-validator';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publicCode } from '#lib/protocol/public-problem.ts';
import { contactInput, contactPage, publicContact, upsertResult } from '#lib/protocol/public-contact.ts';
import { hookPayload } from '#lib/protocol/public-webhook.ts';
import { publicRoutes } from '#server/api/public/routes.ts';
import { ask, makeSoftware, startReceiver, until, type Software } from './api-client.ts';
import { Client, create } from './client.ts';
import { startTeam, type Team } from './team.ts';

let team: Team;
let software: Software;
// oxlint-disable-next-line typescript/no-explicit-any -- a document is walked through by its words
let document: any;
beforeAll(async () => {
  team = await startTeam({ privateWebhooks: true });
  software = await makeSoftware(team, 'Reader');
  document = (await ask(team.url, null, 'GET', '/openapi.json')).body;
});
afterAll(() => team.running.stop());

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1, by a validator of others', async () => {
    const validator = new Validator();
    const result = await validator.validate(structuredClone(document));
    expect(result.errors ?? []).toEqual([]);
    expect([result.valid, validator.version]).toEqual([true, '3.1']);
  });

  test('would not be if it were wrong', async () => {
    const broken = structuredClone(document);
    broken.paths['/contacts'].get.responses = 'none';
    expect((await new Validator().validate(broken)).valid).toBe(false);
  });

  test('has every route that is answered, and no other', () => {
    const app = new Hono().route('/', publicRoutes(team.running.server));
    const answered = app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/gu, '{$1}')}`);
    const written = Object.entries(document.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(answered.length).toBeGreaterThan(12);
    expect(answered.toSorted()).toEqual(written.toSorted());
  });

  test('refers to nothing that is not in it, and names every problem', () => {
    const text = JSON.stringify(document);
    const refs = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/gu)].map(([, name]) => name ?? '');
    expect(refs.length).toBeGreaterThan(20);
    expect(refs.filter((name) => !(name in document.components.schemas))).toEqual([]);
    expect(document.components.schemas.Problem.properties.code.enum).toEqual(publicCode.options);
    for (const [name, schema] of Object.entries(
      document.components.schemas as Record<string, { $ref?: string }>,
    ))
      expect([name, JSON.stringify(schema).includes('#/$defs')]).toEqual([name, false]);
  });

  test('says what is true: requests and answers fit their schemas', async () => {
    const body = { senders: [{ channel: 'email', value: 'fits@document.example' }], fields: { a: 1 } };
    expect(contactInput.safeParse(body).success).toBe(true);
    const made = await software.ask('PUT', '/contacts/by-sender', body);
    expect(upsertResult.strict().parse(made.body)).toEqual(made.body);
    const one = await software.ask('GET', `/contacts/${made.body.id}`);
    expect(publicContact.strict().parse(one.body)).toEqual(one.body);
    const list = await software.ask('GET', '/contacts');
    expect(contactPage.strict().parse(list.body)).toEqual(list.body);
    const receiver = await startReceiver();
    await software.ask('POST', '/webhooks', { url: receiver.url });
    await new Client(team, team.owner).push(create('Fits The Document'));
    await until(() => receiver.received.length > 0);
    const told: unknown = JSON.parse(receiver.received[0]?.body ?? '');
    expect(hookPayload.strict().parse(told)).toEqual(told);
    await receiver.stop();
  });

  test('needs no key and tells nothing of the workspace', () => {
    const text = JSON.stringify(document);
    expect([text.includes(team.workspace), text.includes('Lampka')]).toEqual([false, false]);
  });
});
