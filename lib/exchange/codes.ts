import { foldText } from '#lib/model/text.ts';

/** The languages in which a file may name a country or a language, and English, which all programs can. */
const SPOKEN = ['en', 'fr', 'pl', 'de', 'es', 'it', 'cs'];
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
const PAIRS = LETTERS.flatMap((a) => LETTERS.map((b) => a + b));
/** Names that the browser gives no code for. */
const MORE: Record<string, string> = {
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  usa: 'US',
  'united states of america': 'US',
  holland: 'NL',
  'czech republic': 'CZ',
  'the netherlands': 'NL',
  'republique tcheque': 'CZ',
};

let countries: Map<string, string> | null = null;
let languages: Map<string, string> | null = null;

/** The ISO 3166 code of a country that is named by its code or in words; null for none. */
export function countryCode(text: string): string | null {
  countries ??= names(
    'region',
    PAIRS,
    (code) =>
      !/^(?:A[AC]|CP|D[GYD]|E[AUZ]|FX|I[C]|NT|Q.|SU|TA|T[P]|UK|UN|X[AB]|Y[UD]|Z[RZ]|BU|CS|NH|VD|AN|RH|HV|DD)$/u.test(
        code,
      ),
  );
  const key = foldText(text).replaceAll('.', '');
  return MORE[key] ?? countries.get(key) ?? null;
}

/** The BCP 47 tag of a language that is named by its code or in words; null for none. */
export function languageTag(text: string): string | null {
  languages ??= names(
    'language',
    PAIRS.map((pair) => pair.toLowerCase()),
    () => true,
  );
  const key = foldText(text).replace('_', '-');
  const tag = /^([a-z]{2,3})(-[a-z0-9]{2,8})*$/u.exec(key)?.[1];
  return languages.get(key) ?? (tag === undefined ? null : (languages.get(tag) ?? null));
}

function names(type: 'region' | 'language', codes: readonly string[], isOne: (code: string) => boolean) {
  const found = new Map<string, string>();
  const inEnglish = new Intl.DisplayNames('en', { type, fallback: 'none' });
  const known = codes.filter((code) => isOne(code) && inEnglish.of(code) !== undefined);
  for (const spoken of SPOKEN) {
    const named = new Intl.DisplayNames(spoken, { type, fallback: 'none' });
    for (const code of known) {
      const key = foldText(named.of(code) ?? '');
      if (key !== '' && !found.has(key)) found.set(key, code);
    }
  }
  for (const code of known) found.set(code.toLowerCase(), code);
  return found;
}
