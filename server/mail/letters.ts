import { html } from 'hono/html';
import type { Letter } from '#server/mail/mailer.ts';
import type { View } from '#server/pages/page.ts';

/** A link by which somebody chooses a new password. */
export async function resetLetter(
  { say, language }: View,
  of: { to: string; link: string; server: string },
): Promise<Letter> {
  const { to, link, server } = of;
  const text = say('reset_mail_text', { link, server });
  const words = { link, act: say('mail_reset'), copy: say('mail_copy'), language };
  return { to, subject: say('reset_mail_subject'), text, html: await layOut(text, words) };
}

export type Invited = {
  to: string;
  link: string;
  inviter: string;
  workspace: string;
  /** In words. */
  role: string;
  day: string;
};

/** An invitation, in the language of whoever invites: that of whom they invite nobody knows yet. */
export async function invitationLetter({ say, language }: View, of: Invited): Promise<Letter> {
  const { to, link, workspace } = of;
  const text = say('invite_mail_text', { ...of, email: to });
  const words = { link, act: say('mail_join', { workspace }), copy: say('mail_copy'), language };
  return { to, subject: say('invite_mail_subject', of), text, html: await layOut(text, words) };
}

/**
 * The text once more as HTML that every mail program shows: paragraphs, the link as a button and in letters. No
 * pictures, and nothing to load: a letter tells nobody that it was read.
 */
async function layOut(
  text: string,
  words: { link: string; act: string; copy: string; language: string },
): Promise<string> {
  const { link, act, copy, language } = words;
  const paragraphs = text
    .split('\n\n')
    .map((words) => (words === link ? button(link, act) : html`<p>${words}</p>`));
  const whole = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <title>Carnet</title>
      </head>
      <body style="margin:0;background:#f7f6f9">
        <div
          style="max-width:32em;margin:2em auto;padding:2em;background:#fff;color:#1c1b22;font:16px/1.5 system-ui,sans-serif"
        >
          ${paragraphs}
          <p style="color:#5b5966;font-size:14px">${copy}<br />${link}</p>
        </div>
      </body>
    </html>`;
  return (await whole).toString();
}

const button = (link: string, act: string) =>
  html`<p style="margin:1.5em 0">
    <a
      href="${link}"
      style="display:inline-block;padding:.7em 1.4em;background:#5b3df5;color:#fff;border-radius:8px;text-decoration:none"
      >${act}</a
    >
  </p>`;
