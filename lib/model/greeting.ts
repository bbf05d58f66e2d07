/**
 * How a letter begins in a language, with the name where the language leaves names as they are. Polish, Czech and
 * their kin bend a name that is called, and Hungarian or Japanese order it otherwise: no name is better than a wrong one.
 */
const GREETINGS: Readonly<Record<string, string>> = {
  bg: 'Здравейте,',
  cs: 'Dobrý den,',
  da: 'Hej $1,',
  de: 'Guten Tag $1,',
  el: 'Καλημέρα σας,',
  en: 'Hello $1,',
  es: 'Hola, $1:',
  et: 'Tere, $1!',
  fi: 'Hei $1,',
  fr: 'Bonjour $1,',
  hr: 'Poštovani,',
  hu: 'Jó napot kívánok!',
  it: 'Buongiorno $1,',
  ja: 'お世話になっております。',
  lt: 'Laba diena,',
  lv: 'Labdien!',
  nb: 'Hei $1,',
  nl: 'Goedendag $1,',
  no: 'Hei $1,',
  pl: 'Dzień dobry,',
  pt: 'Olá, $1,',
  ro: 'Bună ziua,',
  ru: 'Здравствуйте,',
  sk: 'Dobrý deň,',
  sl: 'Pozdravljeni,',
  sv: 'Hej $1,',
  tr: 'Merhaba,',
  uk: 'Добрий день,',
  zh: '您好，',
};

/**
 * A greeting in a contact's language (R11).
 * @param name the first name; '' where none is known, and then none is said
 * @param language BCP 47; its first part counts
 * @returns null for a language that none is known of
 */
export function greetingIn(language: string, name: string): string | null {
  const words = GREETINGS[language.toLowerCase().split('-')[0] ?? ''];
  if (words === undefined) return null;
  return words.replace(name === '' ? /,? \$1/u : '$1', () => name);
}
