import { createTransport } from 'nodemailer';
import type { Metrics } from '#server/door/metrics.ts';
import type { Letter, Mailer } from '#server/mail/mailer.ts';

/** Milliseconds: whoever waits for a page must not wait for a mail server that is silent. */
const WAIT = 10_000;

export type SmtpSettings = { url: string; from: string };
export type SmtpMailer = Mailer & { close: () => void };

/**
 * Sends letters by SMTP (RFC 5321). `smtps:` speaks TLS at once; `smtp:` turns it on where the server offers it
 * (RFC 3207), and must, before a password is sent to another machine.
 */
export function openSmtp({ url, from }: SmtpSettings, metrics: Metrics): SmtpMailer {
  const transport = createTransport({ ...readSmtpUrl(url), pool: true, maxConnections: 2 });
  return {
    from,
    send: async (letter) => {
      try {
        await transport.sendMail(envelopeOf(letter, from));
        metrics.wrote('sent');
      } catch (error) {
        metrics.wrote('failed');
        throw error;
      }
    },
    close: () => transport.close(),
  };
}

/** Whoever writes themselves is named, at the one address that the mail server lets through; answers go to them. */
function envelopeOf({ author, ...letter }: Letter, from: string) {
  if (!author) return { from, ...letter, headers: { 'Auto-Submitted': 'auto-generated' } };
  const address = /<([^<>]+)>\s*$/u.exec(from)?.[1] ?? from;
  return { from: { name: author.name, address }, replyTo: author.replyTo, ...letter };
}

function readSmtpUrl(text: string) {
  const url = new URL(text);
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[(.*)\]$/u, '$1');
  const [user, pass] = [decodeURIComponent(url.username), decodeURIComponent(url.password)];
  const isHere = /^(?:localhost|127\..*|::1)$/u.test(host);
  return {
    host,
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    requireTLS: !secure && user !== '' && !isHere,
    connectionTimeout: WAIT,
    greetingTimeout: WAIT,
    socketTimeout: WAIT,
    // A letter is made of words of ours: nothing of it is read from files or fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(user === '' ? {} : { auth: { user, pass } }),
  };
}
