import { Hono, type Context } from 'hono';
import {
  FILES_LIMIT,
  LETTER_BODY_LIMIT,
  letterRequest,
  type LetterRequest,
  type LetterResponse,
  type MailResponse,
} from '#lib/protocol/letter.ts';
import { recordId } from '#lib/model/record.ts';
import { limitBody } from '#server/api/body-limit.ts';
import { readBody } from '#server/api/body.ts';
import { memberOf, type Brake, type Member } from '#server/api/person.ts';
import { Refused } from '#server/door/problem.ts';
import type { Limit } from '#server/limits.ts';
import { claimLetter, settleLetter } from '#server/mail/claim-letter.ts';
import type { Letter } from '#server/mail/mailer.ts';
import { hasAddress, isOwnMailbox } from '#server/mail/recipients.ts';
import { errorFacts } from '#server/log.ts';
import type { Server } from '#server/server.ts';

/** Letters that one member, and one team, may send. */
const BY_MEMBER: Limit = { name: 'ticket', most: 60, seconds: 3600 };
const BY_TEAM: Limit = { name: 'ticket-team', most: 1000, seconds: 86_400 };

type Seen = { Variables: { who: Member } };

/** Tickets by e-mail (E36 to E43). To be mounted above the small limit of the other bodies. */
export function ticketRoutes(server: Server, brake: Brake): Hono<Seen> {
  const routes = new Hono<Seen>();
  routes.get('/workspaces/:workspace/mail', async (c) => {
    await memberOf(server, brake, c);
    const { mailer } = server;
    return c.json({
      sends: mailer !== null,
      ...(mailer?.from === undefined ? {} : { from: mailer.from }),
    } satisfies MailResponse);
  });
  routes.post(
    '/workspaces/:workspace/tickets/:ticket/send',
    // Who it is comes first: nobody else has megabytes read.
    async (c, next) => {
      c.set('who', await memberOf(server, brake, c));
      await next();
    },
    limitBody(LETTER_BODY_LIMIT),
    async (c) => c.json(await send(server, c)),
  );
  return routes;
}

async function send(server: Server, c: Context<Seen>): Promise<LetterResponse> {
  const { mailer, source } = server;
  if (!mailer) throw new Refused('not_found');
  const { db } = server.database;
  const who = c.get('who');
  const ticket = recordId.safeParse(c.req.param('ticket'));
  if (!ticket.success) throw new Refused('invalid');
  const request = await readBody(c, letterRequest);
  const letter = await letterOf(server, who, ticket.data, request);
  const of = { workspace: who.workspace, ticket: ticket.data, userId: who.userId };
  const claim = await claimLetter(db, of, source.now());
  if (claim === 'busy') throw new Refused('rate_limited', { retryAfter: 5 });
  if (claim !== 'mine') return { outcome: 'sent', at: claim.sentAt };
  try {
    await hold(server, who);
    await mailer.send(letter);
    return { outcome: 'sent', at: await settleLetter(db, of, 'sent', source.now()) };
  } catch (error) {
    await settleLetter(db, of, 'failed', source.now());
    if (error instanceof Refused) throw error;
    server.log('error', 'ticket', errorFacts(error));
    return failure(error);
  }
}

/** @throws Refused `too_large`, `not_found`, `invalid` where it is not for an address of the contact, or asks answers to a strange one */
async function letterOf(
  { database: { db }, settings }: Server,
  { workspace, userId }: Member,
  ticket: string,
  { contactId, to, replyTo, subject, text, files }: LetterRequest,
): Promise<Letter> {
  const attachments = files.map(({ name, type, data }) => ({
    filename: name.replaceAll(/[\p{Cc}/\\]/gu, '_'),
    contentType: /^[\w.+-]+\/[\w.+-]+$/u.test(type) ? type : 'application/octet-stream',
    content: Buffer.from(data, 'base64'),
  }));
  if (attachments.reduce((sum, { content }) => sum + content.length, 0) > FILES_LIMIT)
    throw new Refused('too_large');
  const has = await hasAddress(db, workspace, contactId, to);
  if (has === null) throw new Refused('not_found');
  const isOurs = replyTo === undefined || (await isOwnMailbox(db, workspace, replyTo));
  if (!has || !isOurs) throw new Refused('invalid');
  const [person, team] = await Promise.all([
    db.selectFrom('user').select(['name', 'email']).where('id', '=', userId).executeTakeFirstOrThrow(),
    db.selectFrom('organization').select('name').where('id', '=', workspace).executeTakeFirst(),
  ]);
  return {
    to,
    subject,
    text,
    author: {
      name: [person.name, team?.name].filter(Boolean).join(' · '),
      replyTo: replyTo ?? person.email,
    },
    messageId: `<ticket.${ticket}@${new URL(settings.url).hostname}>`,
    ...(attachments.length > 0 ? { attachments } : {}),
  };
}

/** @throws Refused `rate_limited` */
async function hold({ limits }: Server, { workspace, userId }: Member): Promise<void> {
  const waits = [await limits.count(BY_MEMBER, userId), await limits.count(BY_TEAM, workspace)];
  const wait = Math.max(...waits.map((seconds) => seconds ?? 0));
  if (wait > 0) throw new Refused('rate_limited', { retryAfter: wait });
}

/** Of what a mail server said only the number: its words may quote the address. */
function failure(error: unknown): LetterResponse {
  const status = error instanceof Error && 'responseCode' in error ? error.responseCode : undefined;
  const code = typeof status === 'number' ? { status } : {};
  return { outcome: 'failed', isFinal: typeof status === 'number' && status >= 500, ...code };
}
