import type { Field, Fields } from '#lib/model/field.ts';
import { readPhone } from '#lib/model/phone.ts';
import type { Requester } from '#lib/model/requester.ts';
import type { Sender } from '#lib/model/sender.ts';
import { cleanText, foldText } from '#lib/model/text.ts';
import type { Integration } from '#lib/messages/book.ts';
import { ordersOf } from './calls.ts';
import { countryOf } from './country.ts';
import type { SenderId } from './identify.ts';

/** The sender a requester becomes, with what the page says of it (B8, B9). */
export function senderFrom(from: Requester, id: SenderId, at: string): Sender {
  const name = cleanText(from.name);
  const url = safeUrl(from.conversationUrl);
  return {
    ...id,
    value: cleanText(from.address),
    details: {
      ...(name === '' ? {} : { name }),
      ...(from.integration ? { integration: cleanText(from.integration) } : {}),
      ...(url ? { conversationUrl: url } : {}),
      site: from.site,
      firstSeenAt: at,
    },
  };
}

/** The values a page gives a contact; never typed, so that typing wins over them (law 1). */
export function fieldsFrom(from: Requester, integrations: readonly Integration[], at: string): Fields {
  const country = countryOf(from);
  const own = ownAccount(from, integrations);
  // A national number is one only where the page tells the country (R4): none is guessed.
  const phone = readPhone(from.phone ?? '', country);
  const entries: [string, Field][] = [
    ['firstSeen', { value: at, origin: 'page' }],
    ['lastSeen', { value: at, origin: 'page' }],
    ...(country
      ? [['country', { value: country, origin: from.country ? 'page' : 'derived' }] as [string, Field]]
      : []),
    ...(from.language ? [['language', { value: from.language, origin: 'page' }] as [string, Field]] : []),
    ...(phone
      ? [[`phone/${phone.e164}`, { value: cleanText(from.phone ?? ''), origin: 'page' }] as [string, Field]]
      : []),
    ...(own ? [[`integration/${own.id}`, { value: true, origin: 'page' }] as [string, Field]] : []),
  ];
  return { ...Object.fromEntries(entries), ...ordersIn(from, {}, at) };
}

/** The order numbers that a page links to somebody, but for those they have already (R6). */
export function ordersIn(from: Requester, fields: Fields, at: string): Fields {
  return ordersOf(from.orders ?? [], fields, { url: safeUrl(from.conversationUrl) ?? '', at });
}

/** The team's own account a message came to, where the page tells and the team has named it (A25, R3). */
function ownAccount({ integration }: Requester, all: readonly Integration[]): Integration | null {
  const address = foldText(integration ?? '');
  return (address !== '' && all.find((one) => foldText(one.address) === address)) || null;
}

function safeUrl(url: string | undefined): string | null {
  const parsed = URL.parse(url ?? '');
  return parsed && /^https?:$/u.test(parsed.protocol) && parsed.href.length <= 2048 ? parsed.href : null;
}
