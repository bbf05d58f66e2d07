import { foldText } from '#lib/model/text.ts';

/** Order numbers in one text at most. */
const MOST = 20;

/** Marketplaces' own forms, which nothing else has (R6): Amazon 3-7-7, eBay 2-5-5, Allegro's UUID. */
const AMAZON = /(?<![\d-])\d{3}-\d{7}-\d{7}(?![\d-])/gu;
const EBAY = /(?<![\d-])\d{2}-\d{5}-\d{5}(?![\d-])/gu;
const UUID = /(?<![\da-f-])[\da-f]{8}-[\da-f]{4}-[1-5][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}(?![\da-f-])/giu;

/** A shop's own number counts where the word for an order stands before it, in the languages of the marketplaces. */
const WORD = String.raw`(?:order|zam[oó]wieni(?:e|a|u|em)|commande|bestellung|auftrag|bestelling|pedido|encomenda|ordine|objedn[aá]vk[ay]|tilaus|ordre)`;
const SIGN = String.raw`(?:\s*(?:no\.?|nr\.?|num(?:ber|[eé]ro)?\.?|n[°ºo]\.?|id|#|:|№|-?nummer)){0,3}\s*[#:]?\s*`;
/** "Commande portant le numéro 20417", "zamówienie o numerze 20417": a few words between, where one says that a number follows. */
const FAR = String.raw`(?:(?!\s+to\b)(?:\s+[\p{L}’']{1,20}){0,3}?\s+(?:number|num[eé]ro|numer(?:ze|em|u)?|nummer|nr\.?|n[°º]\.?)(?!\p{L}))?`;
const SHOPS = new RegExp(
  String.raw`(?<!\p{L})${WORD}${FAR}${SIGN}(?<number>[A-Z]{0,4}[-/]?\d[\dA-Z]{2,18}(?:[-/]\d{2,12}){0,2})(?!-?[\p{L}\d])`,
  'giu',
);

/**
 * The order numbers that a text quotes (R6), each once, as they are written. A number alone is none: it may be a price, a
 * phone number or a date.
 */
export function findOrders(text: string): string[] {
  const own = [...text.matchAll(SHOPS)].flatMap(({ groups }) => groups?.['number'] ?? []);
  const uuids = new RegExp(WORD, 'iu').test(text) || /allegro/iu.test(text) ? matches(text, UUID) : [];
  const found = [...matches(text, AMAZON), ...matches(text, EBAY), ...uuids, ...own.filter(isNumber)];
  return [...new Map(found.map((number) => [orderKey(number), number])).values()].slice(0, MOST);
}

/** The key of an order under `order/` in a contact's fields. */
export const orderKey = (number: string): string => foldText(number);

const matches = (text: string, form: RegExp) => [...text.matchAll(form)].map(([number]) => number);

/** A year, or a day, is no order. */
function isNumber(text: string): boolean {
  return (
    !/^(?:19|20)\d{2}$/u.test(text) &&
    !/^\d{4}-\d{2}-\d{2}$/u.test(text) &&
    !/^\d{1,2}\/\d{1,2}\/\d{2,4}$/u.test(text)
  );
}
