import type { HeaderCoding, Message, Person } from './messages.ts';

const BOUNDARY = '=_knotek_4c1f';

/** A message as it lies in a mailbox (RFC 5322), with its headers in the coding that the message asks for. */
export function mimeOf(message: Message, own: Person): Buffer {
  const { from, replyTo, to = [own], cc, subject, coding, headers = [] } = message;
  const people = (all: Person[]) => all.map((person) => mailbox(person, coding)).join(', ');
  const head = [
    `From: ${people([from])}`,
    `To: ${people(to)}`,
    ...(cc ? [`Cc: ${people(cc)}`] : []),
    ...(replyTo ? [`Reply-To: ${people([replyTo])}`] : []),
    `Subject: ${words(subject, coding)}`,
    `Date: ${new Date(message.date).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${message.key}@tests.example>`,
    'MIME-Version: 1.0',
    ...headers,
  ];
  return Buffer.from([...head, ...body(message)].join('\r\n').replaceAll(/\r?\n/gu, '\r\n'));
}

function body({ text, html }: Message): string[] {
  if (html === undefined) return part('text/plain', text);
  return [
    `Content-Type: multipart/alternative; boundary="${BOUNDARY}"`,
    '',
    `--${BOUNDARY}`,
    ...part('text/plain', text),
    `--${BOUNDARY}`,
    ...part('text/html', html),
    `--${BOUNDARY}--`,
    '',
  ];
}

function part(type: string, content: string): string[] {
  const lines = Buffer.from(content).toString('base64').replaceAll(/.{76}/gu, '$&\r\n');
  return [`Content-Type: ${type}; charset=utf-8`, 'Content-Transfer-Encoding: base64', '', lines];
}

function mailbox({ name, address }: Person, coding: HeaderCoding): string {
  return name === '' ? address : `${words(name, coding, true)} <${address}>`;
}

/** @param quoted whether ASCII that could be read as something else must stand in quotes */
function words(text: string, coding: HeaderCoding, quoted = false): string {
  const ascii = /^[ -~]*$/u.test(text);
  if (ascii || coding === 'raw-utf8') return quoted ? `"${text.replaceAll(/["\\]/gu, '\\$&')}"` : text;
  if (coding === 'q-utf8') return `=?UTF-8?Q?${quoteBytes(Buffer.from(text))}?=`;
  const latin1 = coding === 'b-latin1';
  const bytes = Buffer.from(text, latin1 ? 'latin1' : 'utf8').toString('base64');
  return `=?${latin1 ? 'ISO-8859-1' : 'UTF-8'}?B?${bytes}?=`;
}

/** The Q encoding of RFC 2047, 4.2. */
function quoteBytes(bytes: Buffer): string {
  return [...bytes]
    .map((byte) => {
      const letter = String.fromCodePoint(byte);
      if (letter === ' ') return '_';
      return /[A-Za-z0-9]/u.test(letter) ? letter : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}
