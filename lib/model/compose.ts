/** Where a letter is written on: the mail program of the machine, or a webmail (E36). */
export const COMPOSERS = ['mailto', 'gmail', 'outlook', 'outlook-live'] as const;
export type Composer = (typeof COMPOSERS)[number];

export type Composing = { to: string; subject: string; text: string };
/** `leftOut`: the message is too long for an address, and has to be pasted. */
export type Composed = { url: string; leftOut: boolean };

/**
 * Characters that an address may have: of `mailto:` what Windows hands to a program (2,083), of a web address what the
 * webmails' servers take without a 414.
 */
const LONGEST: Record<Composer, number> = {
  mailto: 2000,
  gmail: 7500,
  outlook: 7500,
  'outlook-live': 7500,
};

/** The address that opens a composer with what it can carry; attachments are nothing it can carry. */
export function composeUrl(composer: Composer, letter: Composing): Composed {
  const whole = urlOf(composer, letter);
  if (whole.length <= LONGEST[composer]) return { url: whole, leftOut: false };
  return { url: urlOf(composer, { ...letter, text: '' }), leftOut: true };
}

/** The composer that belongs to the site somebody reads in. */
export function composerOf(site: string | undefined): Composer {
  if (site === 'gmail') return 'gmail';
  return site?.startsWith('outlook') ? 'outlook' : 'mailto';
}

function urlOf(composer: Composer, { to, subject, text }: Composing): string {
  if (composer === 'mailto') {
    // RFC 6068: %20 for a space, %0D%0A for a line break; a `+` would stay one.
    const parts = [
      ...(subject === '' ? [] : [`subject=${encodeURIComponent(subject)}`]),
      ...(text === '' ? [] : [`body=${encodeURIComponent(text.replaceAll(/\r?\n/gu, '\r\n'))}`]),
    ];
    return [`mailto:${address(to)}`, parts.join('&')].filter((part) => part !== '').join('?');
  }
  const words = composer === 'gmail' ? { su: subject, body: text } : { subject, body: text };
  const said = Object.entries({ to, ...words }).filter(([, value]) => value !== '');
  return `${PAGES[composer]}${said.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')}`;
}

const PAGES: Record<Exclude<Composer, 'mailto'>, string> = {
  gmail: 'https://mail.google.com/mail/?view=cm&fs=1&',
  outlook: 'https://outlook.office.com/mail/deeplink/compose?',
  'outlook-live': 'https://outlook.live.com/mail/0/deeplink/compose?',
};

/** Everything but the @ escaped, so that nothing else can be smuggled in. */
function address(to: string): string {
  const at = to.lastIndexOf('@');
  return `${encodeURIComponent(to.slice(0, at))}@${encodeURIComponent(to.slice(at + 1))}`;
}
