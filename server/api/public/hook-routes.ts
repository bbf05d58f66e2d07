import type { z } from 'zod';
import { idPath } from '#lib/protocol/public-contact.ts';
import {
  deliveryList,
  deliveryQuery,
  hook,
  hookEvent,
  hookInput,
  hookList,
  hookPatch,
  hookTest,
  hookWithSecret,
} from '#lib/protocol/public-webhook.ts';
import { authorOf } from '#server/api/public/keys.ts';
import { PublicRefusal } from '#server/api/public/problem.ts';
import type { Ask, Route } from '#server/api/public/route.ts';
import {
  addHook,
  changeHook,
  deliveriesOf,
  hooksOf,
  removeHook,
  renewSecret,
  testHook,
} from '#server/hooks/registry.ts';
import { checkTarget, TargetRefused } from '#server/hooks/target.ts';

const HOOKS_LIMIT = 20;
const HOOK = { name: 'Webhook', schema: hook };

const atOf = ({ key, params }: Ask) => ({ workspace: key.workspace, id: String(params.id) });

async function oneOf(ask: Ask): Promise<z.infer<typeof hook>> {
  const { workspace, id } = atOf(ask);
  const [found] = await hooksOf(ask.server.database.db, workspace, id);
  if (!found) throw new PublicRefusal('not_found');
  return found;
}

async function check(ask: Ask, url: string): Promise<void> {
  try {
    await checkTarget(url, ask.server.settings.privateWebhooks);
  } catch (error) {
    if (!(error instanceof TargetRefused)) throw error;
    throw new PublicRefusal('target_refused', { errors: [{ pointer: '/url', detail: error.message }] });
  }
}

async function add(ask: Ask): Promise<Response> {
  const { url, events = hookEvent.options, description = '' } = ask.body as z.infer<typeof hookInput>;
  const { workspace, id } = ask.key;
  if ((await hooksOf(ask.server.database.db, workspace)).length >= HOOKS_LIMIT)
    throw new PublicRefusal('conflict', { detail: `A workspace has at most ${HOOKS_LIMIT} webhooks.` });
  await check(ask, url);
  const made = await addHook(ask.server, { workspace, by: authorOf(id) }, { url, events, description });
  return ask.c.json(made, 201);
}

async function change(ask: Ask): Promise<Response> {
  const { url, events, description, enabled } = ask.body as z.infer<typeof hookPatch>;
  await oneOf(ask);
  if (url !== undefined) await check(ask, url);
  await changeHook(ask.server, atOf(ask), {
    ...(url === undefined ? {} : { url }),
    ...(events === undefined ? {} : { events }),
    ...(description === undefined ? {} : { description }),
    enabled,
  });
  return ask.c.json(await oneOf(ask));
}

/** `/webhooks`. */
export const hookRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/webhooks',
    id: 'listWebhooks',
    summary: 'The webhooks of the workspace, and how they fare',
    scope: 'webhooks:manage',
    answers: { 200: { meaning: 'All of them', content: { name: 'WebhookList', schema: hookList } } },
    refuses: [],
    answer: async ({ c, server, key }) =>
      c.json({ webhooks: await hooksOf(server.database.db, key.workspace) }),
  },
  {
    method: 'post',
    path: '/webhooks',
    id: 'addWebhook',
    summary: 'Register a webhook',
    scope: 'webhooks:manage',
    body: { name: 'WebhookInput', schema: hookInput },
    answers: {
      201: { meaning: 'With its secret, this once', content: { name: 'NewWebhook', schema: hookWithSecret } },
    },
    refuses: ['bad_request', 'invalid', 'target_refused', 'conflict', 'too_large'],
    answer: add,
  },
  {
    method: 'get',
    path: '/webhooks/{id}',
    id: 'getWebhook',
    summary: 'A webhook, and how it fares',
    scope: 'webhooks:manage',
    params: idPath,
    answers: { 200: { meaning: 'The webhook', content: HOOK } },
    refuses: ['invalid', 'not_found'],
    answer: async (ask) => ask.c.json(await oneOf(ask)),
  },
  {
    method: 'patch',
    path: '/webhooks/{id}',
    id: 'changeWebhook',
    summary: 'Change a webhook, turn it off or on again',
    scope: 'webhooks:manage',
    params: idPath,
    body: { name: 'WebhookPatch', schema: hookPatch },
    answers: { 200: { meaning: 'As it is now', content: HOOK } },
    refuses: ['bad_request', 'invalid', 'target_refused', 'not_found', 'too_large'],
    answer: change,
  },
  {
    method: 'delete',
    path: '/webhooks/{id}',
    id: 'removeWebhook',
    summary: 'Remove a webhook and its log',
    scope: 'webhooks:manage',
    params: idPath,
    answers: { 204: { meaning: 'It is gone' } },
    refuses: ['invalid', 'not_found'],
    answer: async (ask) => {
      await oneOf(ask);
      await removeHook(ask.server, atOf(ask));
      return ask.c.body(null, 204);
    },
  },
  {
    method: 'post',
    path: '/webhooks/{id}/test',
    id: 'testWebhook',
    summary: 'Send a test at once',
    scope: 'webhooks:manage',
    params: idPath,
    answers: { 200: { meaning: 'How it went', content: { name: 'WebhookTest', schema: hookTest } } },
    refuses: ['invalid', 'not_found'],
    answer: async (ask) => {
      const done = await testHook(ask.server, atOf(ask));
      if (!done) throw new PublicRefusal('not_found');
      const { delivered, status, error } = done;
      return ask.c.json({ delivered, status, error });
    },
  },
  {
    method: 'post',
    path: '/webhooks/{id}/secret',
    id: 'renewWebhookSecret',
    summary: 'Make a new secret; for a day both sign',
    scope: 'webhooks:manage',
    params: idPath,
    answers: {
      200: {
        meaning: 'With the new secret, this once',
        content: { name: 'NewWebhook', schema: hookWithSecret },
      },
    },
    refuses: ['invalid', 'not_found'],
    answer: async (ask) => {
      const secret = await renewSecret(ask.server, atOf(ask));
      return ask.c.json({ ...(await oneOf(ask)), secret });
    },
  },
  {
    method: 'get',
    path: '/webhooks/{id}/deliveries',
    id: 'listDeliveries',
    summary: 'The log of a webhook',
    scope: 'webhooks:manage',
    params: idPath,
    query: deliveryQuery,
    answers: {
      200: { meaning: 'The latest first', content: { name: 'DeliveryList', schema: deliveryList } },
    },
    refuses: ['invalid', 'not_found'],
    answer: async (ask) => {
      await oneOf(ask);
      const { limit = 100 } = ask.query as z.infer<typeof deliveryQuery>;
      return ask.c.json({ deliveries: await deliveriesOf(ask.server.database.db, atOf(ask), limit) });
    },
  },
];
