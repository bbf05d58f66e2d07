import { createTransport } from 'nodemailer';
import type { Metrics } from '#server/door/metrics.ts';
import type { Mailer } from '#server/mail/mailer.ts';

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
    send: async (letter) => {
      try {
        await transport.sendMail({ from, ...letter, headers: { 'Auto-Submitted': 'auto-generated' } });
        metrics.wrote('sent');
      } catch (error) {
        metrics.wrote('failed');
        throw error;
      }
    },
    close: () => transport.close(),
  };
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
