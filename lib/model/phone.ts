import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';
import { cleanText } from '#lib/model/text.ts';

/** A number that can be dialled from anywhere, and how to show it. */
export type Phone = { e164: string; country: string | null; shown: string };

/**
 * Reads a phone number (B36, R4). A national number needs a country: none is ever guessed.
 * @param country ISO 3166 alpha-2 of the place the number was written for, or null
 * @returns null where it is no possible number of that country, or the country is missing
 */
export function readPhone(text: string, country: string | null): Phone | null {
  const number = parsePhoneNumberFromString(
    // 00 is how most of the world dials the +; the library knows it only where a country is named.
    cleanText(text).replace(/^00(?=[\s\d])/u, '+'),
    country === null ? {} : { defaultCountry: country as CountryCode },
  );
  if (!number?.isPossible()) return null;
  return { e164: number.number, country: number.country ?? null, shown: number.formatInternational() };
}
