import {
  contactBatch,
  contactInput,
  contactPage,
  contactQuery,
  idPath,
  publicContact,
  senderQuery,
  upsertResult,
  upsertResults,
} from '#lib/protocol/public-contact.ts';
import { eventBatch, eventResults } from '#lib/protocol/public-event.ts';
import type { z } from 'zod';
import { listContacts } from '#server/api/public/list-contacts.ts';
import { PublicRefusal } from '#server/api/public/problem.ts';
import { contactOfSender, readContacts } from '#server/api/public/read-contacts.ts';
import type { Ask, Route } from '#server/api/public/route.ts';
import { readInput } from '#server/api/public/senders.ts';
import { upsertContact, upsertContacts } from '#server/api/public/write-contacts.ts';
import { postEvents } from '#server/api/public/write-events.ts';
import { readOnce, type Written } from '#server/api/public/write.ts';

const placeOf = ({ server, key }: Ask) => ({ db: server.database.db, workspace: key.workspace });
const onceOf = ({ c, text }: Ask) =>
  readOnce(c.req.header('idempotency-key'), `${c.req.method} ${c.req.path}\n${text}`);

function told({ c }: Ask, { status, body, replayed }: Written): Response {
  if (replayed) c.header('Idempotency-Replayed', 'true');
  return c.json(body as object, status);
}

/** One contact, with its notes where the key may read them. */
async function showContact(ask: Ask, id: string | null): Promise<Response> {
  const notes = ask.key.scopes.includes('notes:read');
  const [contact] = id === null ? [] : await readContacts(placeOf(ask), [id], notes);
  if (!contact) throw new PublicRefusal('unknown_contact');
  return ask.c.json(contact);
}

async function showBySender(ask: Ask): Promise<Response> {
  const { channel, value, country } = ask.query as z.infer<typeof senderQuery>;
  const sender = readInput({ channel, value, ...(country === undefined ? {} : { country }) });
  if ('why' in sender)
    throw new PublicRefusal('invalid', { errors: [{ parameter: 'value', detail: sender.why }] });
  return showContact(ask, await contactOfSender(placeOf(ask), sender));
}

const CONTACT = { name: 'Contact', schema: publicContact };

/** `/contacts` and `/events`. */
export const contactRoutes: readonly Route[] = [
  {
    method: 'get',
    path: '/contacts',
    id: 'listContacts',
    summary: 'All contacts, or those changed since a cursor',
    scope: 'contacts:read',
    query: contactQuery,
    answers: { 200: { meaning: 'A page', content: { name: 'ContactPage', schema: contactPage } } },
    refuses: ['invalid', 'cursor_outdated'],
    answer: async (ask) => {
      const { cursor, limit = 100 } = ask.query as z.infer<typeof contactQuery>;
      return ask.c.json(await listContacts(placeOf(ask), cursor, limit));
    },
  },
  {
    method: 'get',
    path: '/contacts/by-sender',
    id: 'getContactBySender',
    summary: 'The contact that a sender identifies',
    scope: 'contacts:read',
    query: senderQuery,
    answers: { 200: { meaning: 'The contact', content: CONTACT } },
    refuses: ['invalid', 'unknown_contact'],
    answer: showBySender,
  },
  {
    method: 'put',
    path: '/contacts/by-sender',
    id: 'putContactBySender',
    summary: 'Make a contact, or fill in the one that has a sender',
    scope: 'contacts:write',
    body: { name: 'ContactInput', schema: contactInput },
    once: true,
    answers: {
      200: { meaning: 'It was known', content: { name: 'UpsertResult', schema: upsertResult } },
      201: { meaning: 'It was made', content: { name: 'UpsertResult', schema: upsertResult } },
    },
    refuses: ['bad_request', 'invalid', 'unknown_contact', 'conflict', 'too_large', 'idempotency_mismatch'],
    answer: async (ask) =>
      told(
        ask,
        await upsertContact(ask.server, ask.key, onceOf(ask), ask.body as z.infer<typeof contactInput>),
      ),
  },
  {
    method: 'post',
    path: '/contacts/batch',
    id: 'putContacts',
    summary: 'Make or fill in many contacts',
    scope: 'contacts:write',
    body: { name: 'ContactBatch', schema: contactBatch },
    once: true,
    answers: {
      200: { meaning: 'What became of each', content: { name: 'UpsertResults', schema: upsertResults } },
    },
    refuses: ['bad_request', 'invalid', 'too_large', 'idempotency_mismatch'],
    answer: async (ask) => {
      const { contacts } = ask.body as z.infer<typeof contactBatch>;
      return told(ask, await upsertContacts(ask.server, ask.key, onceOf(ask), contacts));
    },
  },
  {
    method: 'get',
    path: '/contacts/{id}',
    id: 'getContact',
    summary: 'A contact; of a merged one, its survivor',
    scope: 'contacts:read',
    params: idPath,
    answers: { 200: { meaning: 'The contact', content: CONTACT } },
    refuses: ['invalid', 'unknown_contact'],
    answer: (ask) => showContact(ask, String(ask.params.id)),
  },
  {
    method: 'post',
    path: '/events',
    id: 'postEvents',
    summary: 'Put events on the timelines of contacts',
    scope: 'events:write',
    body: { name: 'EventBatch', schema: eventBatch },
    once: true,
    answers: {
      200: { meaning: 'What became of each', content: { name: 'EventResults', schema: eventResults } },
    },
    refuses: ['bad_request', 'invalid', 'too_large', 'idempotency_mismatch'],
    answer: async (ask) => {
      const { events } = ask.body as z.infer<typeof eventBatch>;
      return told(ask, await postEvents(ask.server, ask.key, onceOf(ask), events));
    },
  },
];
