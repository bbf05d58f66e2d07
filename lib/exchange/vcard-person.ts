import type { Person } from '#lib/model/person.ts';
import { channelIds } from '#lib/model/channel.ts';
import { createPerson, type PersonMaker } from './fill-person.ts';
import { componentsOf, hasParam, textOfProperty, type VCardProperty } from './vcard-line.ts';
import type { VCard } from './vcard-reader.ts';

type Own = readonly { id: string; name: string }[];
type Put = (maker: PersonMaker, property: VCardProperty, own: Own) => void;

/**
 * What a vCard says of a person. Pictures, sounds and keys are passed over.
 * @param attributes the team's own attributes: our own export carries their values by name
 */
export function personOfCard({ line, properties, isBroken }: VCard, attributes: Own = []): Person {
  const maker = createPerson(line);
  if (isBroken) maker.flaw('card');
  for (const property of inOrder(properties)) {
    const put = Object.hasOwn(READ, property.name) ? READ[property.name] : undefined;
    if (put && property.value.trim() !== '') put(maker, property, attributes);
  }
  return maker.made();
}

const plain =
  (target: string): Put =>
  (maker, property) =>
    maker.put(target, textOfProperty(property));

/** One value that may contain commas: it is not taken apart. */
const READ: Readonly<Record<string, Put>> = {
  FN: plain('name'),
  N: (maker, property) => {
    const [last = '', first = '', middle = ''] = componentsOf(property, ';');
    maker.put('lastName', last);
    maker.put('firstName', first);
    maker.put('middleName', middle);
  },
  EMAIL: plain('email'),
  TEL: (maker, property) => {
    const isPhone = !['FAX', 'PAGER', 'MODEM'].some((type) => hasParam(property.params, 'TYPE', type));
    if (isPhone) maker.put('phone', textOfProperty(property).replace(/^tel:/iu, '').replace(/;.*$/u, ''));
  },
  ORG: (maker, property) => maker.put('organisation', componentsOf(property, ';')[0] ?? ''),
  TITLE: plain('jobTitle'),
  ADR: (maker, property) => {
    const [, , , city = '', region = '', postcode = '', country = ''] = componentsOf(property, ';');
    for (const [target, text] of Object.entries({ city, region, postcode, country })) maker.put(target, text);
  },
  LANG: plain('language'),
  CATEGORIES: (maker, property) => {
    for (const tag of componentsOf(property, ',')) maker.put('tags', `${tag} ::: `);
  },
  NOTE: plain('note'),
  URL: (maker, property) => putProfile(maker, textOfProperty(property)),
  'X-SOCIALPROFILE': (maker, property) => putProfile(maker, textOfProperty(property)),
  SOCIALPROFILE: (maker, property) => putProfile(maker, textOfProperty(property)),
  'X-CARNET-SENDER': (maker, property) => {
    const channel = (property.params['CHANNEL']?.[0] ?? '').toLowerCase();
    if (channelIds.some((id) => id === channel)) maker.put(`sender/${channel}`, textOfProperty(property));
  },
  'X-CARNET-ORDER': plain('orders'),
  'X-CARNET-FIELD': (maker, property) => {
    const key = property.params['KEY']?.[0] ?? '';
    if (/^(?:deliveryName|accountId)$/u.test(key)) maker.put(key, textOfProperty(property));
  },
  'X-CARNET-ATTRIBUTE': (maker, property, own) => {
    const name = property.params['NAME']?.[0];
    const attribute = own.find((one) => one.name === name);
    if (attribute) maker.put(`custom/${attribute.id}`, textOfProperty(property));
  },
};

const PROFILES: readonly (readonly [RegExp, string])[] = [
  [/^https?:\/\/(?:[\w-]+\.)?(?:facebook|fb)\.com\//iu, 'facebook'],
  [/^https?:\/\/(?:[\w-]+\.)?linkedin\.com\//iu, 'linkedin'],
  [/^https?:\/\/(?:[\w-]+\.)?(?:twitter|x)\.com\//iu, 'twitter'],
  [/^https?:\/\/(?:[\w-]+\.)?instagram\.com\//iu, 'instagram'],
];

function putProfile(maker: PersonMaker, url: string): void {
  const target = PROFILES.find(([shape]) => shape.test(url.trim()))?.[1];
  if (!target) return;
  const isHandle = target === 'twitter' || target === 'instagram';
  maker.put(target, isHandle ? handleOf(url) : url);
}

function handleOf(url: string): string {
  return new RegExp('^https?://[^/]+/@?([^/?#]+)', 'iu').exec(url.trim())?.[1] ?? url;
}

/** What is preferred comes first: PREF=1 of version 4, TYPE=PREF of the older ones. */
function inOrder(properties: readonly VCardProperty[]): VCardProperty[] {
  const rank = ({ params }: VCardProperty) =>
    hasParam(params, 'TYPE', 'PREF') ? 0 : Number.parseInt(params['PREF']?.[0] ?? '101', 10) || 101;
  return properties.toSorted((a, b) => rank(a) - rank(b));
}
