import { z } from 'zod';
import type { PublicCode } from '#lib/protocol/public-problem.ts';
import { problem } from '#lib/protocol/public-problem.ts';
import { scope } from '#lib/protocol/public-key.ts';
import { hookPayload, hookEvent } from '#lib/protocol/public-webhook.ts';
import { MEANINGS } from '#server/api/public/problem.ts';
import type { Named, Route } from '#server/api/public/route.ts';

type Json = Record<string, unknown>;

/** What any request with a key may be answered. */
const ALWAYS: readonly PublicCode[] = ['unauthorized', 'missing_scope', 'rate_limited', 'unavailable'];

/** The OpenAPI 3.1 document of these routes, made of the schemas that check their requests. */
export function openApi(routes: readonly Route[], { url, title }: { url: string; title: string }): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: operation(route) };
  return {
    openapi: '3.1.1',
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: `${title}: API`,
      version: '1',
      description:
        'For other software, with a key of a workspace. Unknown members of a request are refused; answers may gain members.',
    },
    servers: [{ url: `${url}/api/1` }],
    security: [{ key: [] }],
    paths,
    webhooks: { change: { post: webhook() } },
    components: { schemas: schemasOf(routes), securitySchemes: { key: securityScheme() } },
  };
}

function securityScheme(): Json {
  const description = `A key made on the page "API keys". Scopes: ${scope.options.join(', ')}.`;
  return { type: 'http', scheme: 'bearer', description };
}

function operation(route: Route): Json {
  const parameters = [
    ...parametersOf(route.params, 'path', route.path),
    ...parametersOf(route.query, 'query'),
  ];
  if (route.once) parameters.push(onceHeader());
  const needs = route.scope === null ? 'Needs no key.' : `Needs the scope \`${route.scope}\`.`;
  return {
    operationId: route.id,
    summary: route.summary,
    description: needs,
    ...(route.scope === null ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(route.body ? { requestBody: { required: true, content: json(route.body) } } : {}),
    responses: { ...answersOf(route), ...refusalsOf(route) },
  };
}

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const json = ({ name }: Named): Json => ({ 'application/json': { schema: ref(name) } });

function parametersOf(schema: z.ZodObject | undefined, where: 'path' | 'query', path = ''): Json[] {
  if (!schema)
    return [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => ({
      name,
      in: where,
      required: true,
      schema: { type: 'string' },
    }));
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' }) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...shape }]) => ({
    name,
    in: where,
    required: required.includes(name),
    ...(description === undefined ? {} : { description }),
    schema: shape,
  }));
}

function onceHeader(): Json {
  return {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description: 'The same request with the same key within a day does nothing and is answered the same.',
    schema: { type: 'string', maxLength: 255 },
  };
}

function answersOf({ answers }: Route): Json {
  const all = Object.entries(answers).map(([status, { meaning, content }]) => [
    status,
    { description: meaning, ...(content ? { content: json(content) } : {}) },
  ]);
  return Object.fromEntries(all) as Json;
}

/** Refusals with one status share an answer; `code` tells them apart. */
function refusalsOf({ refuses, scope }: Route): Json {
  const byStatus = new Map<number, PublicCode[]>();
  for (const code of [...refuses, ...(scope === null ? [] : ALWAYS)])
    byStatus.set(MEANINGS[code][0], [...(byStatus.get(MEANINGS[code][0]) ?? []), code]);
  const all = [...byStatus].map(([status, codes]) => [
    String(status),
    {
      description: codes.map((code) => `\`${code}\`: ${MEANINGS[code][1]}`).join('. '),
      content: { 'application/problem+json': { schema: ref('Problem') } },
    },
  ]);
  return Object.fromEntries(all) as Json;
}

function schemasOf(routes: readonly Route[]): Json {
  const answers = routes.flatMap((route) =>
    Object.values(route.answers).flatMap(({ content }) => content ?? []),
  );
  const bodies = routes.flatMap(({ body }) => body ?? []);
  const given = [
    ...answers,
    { name: 'Problem', schema: problem },
    { name: 'WebhookPayload', schema: hookPayload },
  ];
  return { ...shapes(given, 'output'), ...shapes(bodies, 'input') };
}

function shapes(named: readonly Named[], io: 'input' | 'output'): Json {
  const each = new Map(named.map(({ name, schema }) => [name, schema]));
  return Object.fromEntries(
    [...each].map(([name, schema]) => {
      const { $schema: _, ...shape } = z.toJSONSchema(schema, { io });
      return [name, shape];
    }),
  );
}

function webhook(): Json {
  const header = (name: string, description: string) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: { type: 'string' },
  });
  return {
    summary: 'A change, as Standard Webhooks has it',
    description: `Types: ${hookEvent.options.join(', ')}, and webhook.test.`,
    security: [],
    parameters: [
      header('webhook-id', 'The same for every try of a delivery'),
      header('webhook-timestamp', 'Seconds since 1970, of this try'),
      header('webhook-signature', 'v1, and the base64 of HMAC-SHA256 over "id.timestamp.body"'),
    ],
    requestBody: { required: true, content: json({ name: 'WebhookPayload', schema: hookPayload }) },
    responses: {
      '2XX': { description: 'Taken' },
      '410': { description: 'Never again: the webhook is turned off' },
    },
  };
}
