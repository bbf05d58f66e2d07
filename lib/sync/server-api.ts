import * as z from 'zod/mini';
import { deviceCode, DEVICE_CLIENT, serverResponse, sessionResponse } from '#lib/protocol/session.ts';
import { deletionsPage, historyPage } from '#lib/protocol/history.ts';
import { letterResponse, mailResponse, type LetterRequest } from '#lib/protocol/letter.ts';
import { pullResponse, type PullRequest } from '#lib/protocol/pull.ts';
import { PROTOCOL, pushResponse, type PushRequest } from '#lib/protocol/push.ts';
import { request, type Door } from './request.ts';
import { SyncError } from './sync-error.ts';

/** Milliseconds in which a letter of ten megabytes goes over a slow line. */
const LETTER_TIME = 240_000;

export type ServerApi = ReturnType<typeof createServerApi>;

/**
 * What the client asks a team server. Every answer is parsed; every function throws a `SyncError` and nothing else.
 * The token goes into the Authorization header only, never into an address.
 */
export function createServerApi(door: Door) {
  const ask = <T>(schema: z.ZodMiniType<T>, path: string, signal: AbortSignal, body?: unknown) =>
    request(door, { schema, path, signal, ...(body === undefined ? {} : { body }) });
  const workspace = (id: string) => `/v1/workspaces/${encodeURIComponent(id)}`;
  return {
    url: door.url,
    /** What answers there. @throws `client_too_old` or `server_too_old` where the two do not speak one protocol */
    server: async (signal: AbortSignal) => speaksOurs(await ask(serverResponse, '/v1/server', signal)),
    session: (signal: AbortSignal) => ask(sessionResponse, '/v1/session', signal),
    push: (id: string, body: PushRequest, signal: AbortSignal) =>
      ask(pushResponse, `${workspace(id)}/push`, signal, body),
    pull: (id: string, body: PullRequest, signal: AbortSignal) =>
      ask(pullResponse, `${workspace(id)}/pull`, signal, body),
    /** What was done to a contact and to all that are merged with it, newest first (G10); gone with the contact. */
    history: (id: string, contactId: string, { before, limit, only }: TrailWindow, signal: AbortSignal) =>
      ask(
        historyPage,
        `${workspace(id)}/contacts/${encodeURIComponent(contactId)}/history?${windowOf(before, limit, only && { only })}`,
        signal,
      ),
    /** Which contacts were deleted, newest first (X12). @throws `not_permitted` for who may not administer */
    deletions: (id: string, { before, limit, span }: TrailWindow & { span?: Span }, signal: AbortSignal) =>
      ask(deletionsPage, `${workspace(id)}/deletions?${windowOf(before, limit, span)}`, signal),
    /** Whether the server sends tickets by e-mail (E36). */
    mail: (id: string, signal: AbortSignal) => ask(mailResponse, `${workspace(id)}/mail`, signal),
    /** Sends a ticket, once, however often it is asked. */
    sendTicket: (id: string, ticketId: string, body: LetterRequest, signal: AbortSignal) =>
      request(door, {
        schema: letterResponse,
        path: `${workspace(id)}/tickets/${encodeURIComponent(ticketId)}/send`,
        signal,
        body,
        timeout: LETTER_TIME,
      }),
    deviceCode: (signal: AbortSignal) =>
      ask(deviceCode, '/api/auth/device/code', signal, { client_id: DEVICE_CLIENT }),
    /** Ends the session on the server, so that the token is worth nothing any more. */
    signOut: (signal: AbortSignal) => ask(z.unknown(), '/api/auth/sign-out', signal, {}),
  };
}

/** A part of a list that is read newest first. `before`: the last entry that was read; null for the newest. `only`: of a history. */
export type TrailWindow = {
  before: { version: number; seq: number } | null;
  limit: number;
  only?: 'timeline';
};

/** A span of time: ISO 8601 in UTC, `until` not in it. */
type Span = { from?: string; until?: string };

function windowOf(
  before: TrailWindow['before'],
  limit: number,
  more: Span | { only: 'timeline' } = {},
): string {
  const place = before === null ? {} : { before: `${before.version}.${before.seq}` };
  return new URLSearchParams({ ...place, ...more, limit: String(limit) }).toString();
}

function speaksOurs<T extends { protocol: number }>(answer: T): T {
  if (answer.protocol > PROTOCOL) throw new SyncError('client_too_old');
  if (answer.protocol < PROTOCOL) throw new SyncError('server_too_old');
  return answer;
}
