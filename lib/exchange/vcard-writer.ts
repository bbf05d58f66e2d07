import type { Exported } from '#lib/model/person.ts';

/** Bytes of a line before it is folded (RFC 6350, 3.2). */
const LINE = 75;

/** A contact as a vCard of version 4.0 (RFC 6350), which our own import reads again whole. */
export function vCardOf(person: Exported, attributes: readonly { id: string; name: string }[] = []): string {
  const { fields } = person;
  const lines = [
    'BEGIN:VCARD',
    'VERSION:4.0',
    'PRODID:-//Carnet//Carnet//EN',
    `UID:urn:uuid:${person.id}`,
    property('FN', [person.name]),
    ...structured('N', [fields['lastName'], fields['firstName'], '', '', '']),
    ...person.emails.map((email, at) => property(preferred('EMAIL', at, person.emails), [email])),
    ...person.phones.map((phone, at) => property(preferred('TEL', at, person.phones), [phone])),
    ...structured('ADR', [
      '',
      '',
      '',
      fields['city'],
      fields['region'],
      fields['postcode'],
      fields['country'],
    ]),
    ...plain('ORG', person.organisation),
    ...plain('TITLE', fields['jobTitle']),
    ...plain('LANG', fields['language']),
    ...(person.tags.length > 0 ? [property('CATEGORIES', person.tags, ',')] : []),
    ...person.notes.map((note) => property('NOTE', [note])),
    ...profiles(fields),
    ...person.senders.map(({ channel, value }) => property(`X-CARNET-SENDER;CHANNEL=${channel}`, [value])),
    ...person.orders.map((order) => property('X-CARNET-ORDER', [order])),
    ...['deliveryName', 'accountId'].flatMap((key) => plain(`X-CARNET-FIELD;KEY=${key}`, fields[key])),
    ...attributes.flatMap(({ id, name }) =>
      plain(`X-CARNET-ATTRIBUTE;NAME=${quoted(name)}`, fields[`custom/${id}`]),
    ),
    ...(Number.isNaN(Date.parse(person.updatedAt)) ? [] : [`REV:${stamp(person.updatedAt)}`]),
    'END:VCARD',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function property(head: string, values: readonly string[], separator = ';'): string {
  return `${head}:${values.map(escaped).join(separator)}`;
}

function plain(head: string, value: string | undefined): string[] {
  return value ? [property(head, [value])] : [];
}

function structured(head: string, values: readonly (string | undefined)[]): string[] {
  return values.some(Boolean)
    ? [
        property(
          head,
          values.map((value) => value ?? ''),
        ),
      ]
    : [];
}

/** Of several the first is the preferred one. */
function preferred(head: string, at: number, all: readonly string[]): string {
  return all.length > 1 ? `${head};PREF=${Math.min(at + 1, 100)}` : head;
}

function profiles(fields: Exported['fields']): string[] {
  const page = (value: string | undefined, site: string) => {
    if (!value) return [];
    return plain('URL', /^https?:\/\//iu.test(value) ? value : `https://${site}/${value.replace(/^@/u, '')}`);
  };
  return [
    ...page(fields['facebook'], 'www.facebook.com'),
    ...page(fields['linkedin'], 'www.linkedin.com/in'),
    ...page(fields['twitter'], 'x.com'),
    ...page(fields['instagram'], 'www.instagram.com'),
  ];
}

function escaped(text: string): string {
  return text.replaceAll(/[\\,;]/gu, String.raw`\$&`).replaceAll(/\r\n|[\r\n]/gu, String.raw`\n`);
}

/** A parameter's value in the quotes and escapes of RFC 6868. */
function quoted(text: string): string {
  return `"${text
    .replaceAll('^', '^^')
    .replaceAll('"', "^'")
    .replaceAll(/[\r\n]+/gu, '^n')}"`;
}

const stamp = (at: string) => new Date(at).toISOString().replaceAll(/[-:]|\.\d+/gu, '');

/** Folded by bytes, never through the middle of a character. */
function folded(line: string): string {
  const bytes = new TextEncoder();
  if (bytes.encode(line).length <= LINE) return line;
  const lines: string[] = [];
  let [part, size] = ['', 0];
  for (const letter of line) {
    const more = bytes.encode(letter).length;
    if (size + more > LINE) {
      lines.push(part);
      [part, size] = [' ', 1];
    }
    part += letter;
    size += more;
  }
  return [...lines, part].join('\r\n');
}
