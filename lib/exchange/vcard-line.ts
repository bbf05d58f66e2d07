/** One property of a vCard, whatever its version: name and parameters in capitals, the value as it was written. */
export type VCardProperty = { name: string; params: Record<string, string[]>; value: string };

/** Bytes of one property's parameters: more is none. */
const HEAD_LIMIT = 4000;

/** Reads one unfolded line (RFC 6350, 3.3); null where it is none. A group before the name falls away. */
export function readProperty(line: string): VCardProperty | null {
  const colon = endOfHead(line);
  if (colon < 1 || colon > HEAD_LIMIT) return null;
  const [first = '', ...rest] = splitOutsideQuotes(line.slice(0, colon), ';');
  const name = first
    .slice(first.lastIndexOf('.') + 1)
    .trim()
    .toUpperCase();
  if (!/^[A-Z0-9-]+$/u.test(name)) return null;
  const params: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const param of rest) {
    const equals = param.indexOf('=');
    // vCard 2.1: a type, or an encoding, without a name.
    const key = equals === -1 ? bareParam(param) : param.slice(0, equals).trim().toUpperCase();
    const values = splitOutsideQuotes(param.slice(equals + 1), ',').map(paramValue);
    params[key] = [...(params[key] ?? []), ...values];
  }
  return { name, params, value: line.slice(colon + 1) };
}

/** Where a line's value is written over several lines in the way of vCard 2.1. */
export function isQuotedPrintable({ params }: Pick<VCardProperty, 'params'>): boolean {
  return hasParam(params, 'ENCODING', 'QUOTED-PRINTABLE');
}

/** Whether a parameter has a value; both compared without case. */
export function hasParam(params: VCardProperty['params'], name: string, value: string): boolean {
  return (params[name] ?? []).some((one) => one.toUpperCase() === value);
}

/** The text of a property: quoted-printable taken apart, escapes read. */
export function textOfProperty(property: VCardProperty): string {
  return unescaped(decoded(property));
}

/** The components of a structured property (N, ADR, ORG, CATEGORIES). */
export function componentsOf(property: VCardProperty, separator: ';' | ','): string[] {
  const parts: string[] = [];
  let part = '';
  for (const [letter] of decoded(property).matchAll(/\\[\s\S]|[\s\S]/gu)) {
    if (letter === separator) {
      parts.push(part);
      part = '';
    } else part += letter;
  }
  return [...parts, part].map((one) => unescaped(one).trim());
}

function unescaped(text: string): string {
  return text.replaceAll(/\\([\s\S])/gu, (_, letter: string) =>
    letter === 'n' || letter === 'N' ? '\n' : letter,
  );
}

function decoded(property: VCardProperty): string {
  if (!isQuotedPrintable(property)) return property.value;
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (const part of property.value.split(/(=[0-9A-Fa-f]{2})/u)) {
    if (/^=[0-9A-Fa-f]{2}$/u.test(part)) bytes.push(Number.parseInt(part.slice(1), 16));
    else for (const byte of encoder.encode(part)) bytes.push(byte);
  }
  return decoderOf(property.params['CHARSET']?.[0]).decode(new Uint8Array(bytes));
}

function decoderOf(charset = 'utf-8'): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}

function endOfHead(line: string): number {
  let isQuoted = false;
  for (let at = 0; at < line.length && at <= HEAD_LIMIT; at += 1) {
    if (line[at] === '"') isQuoted = !isQuoted;
    else if (line[at] === ':' && !isQuoted) return at;
  }
  // A quote that is never closed: the first colon must do.
  return line.indexOf(':');
}

function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts = [''];
  let isQuoted = false;
  for (const letter of text) {
    if (letter === '"') isQuoted = !isQuoted;
    if (letter === separator && !isQuoted) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts;
}

function bareParam(param: string): string {
  return /^(?:QUOTED-PRINTABLE|BASE64|8BIT|7BIT)$/iu.test(param.trim()) ? 'ENCODING' : 'TYPE';
}

/** Without its quotes, and with the escapes of RFC 6868. */
function paramValue(text: string): string {
  const bare = text.trim().replace(/^"|"$/gu, '');
  return bare.replaceAll(/\^([n^'])/gu, (_, letter: string) => ({ n: '\n', "'": '"' })[letter] ?? '^');
}
