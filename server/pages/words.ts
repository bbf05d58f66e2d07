import { readFileSync } from 'node:fs';

export const languages = ['en', 'fr', 'pl'] as const;
export type Language = (typeof languages)[number];

const read = (language: Language) =>
  JSON.parse(readFileSync(new URL(`../words/${language}.json`, import.meta.url), 'utf8')) as Record<
    string,
    string
  >;
const words = { en: read('en'), fr: read('fr'), pl: read('pl') };

/** A sentence in the reader's language; `{name}` stands for a value. */
export type Say = (key: string, values?: Record<string, string>) => string;

/** @throws for a key that no language has: a page must not show one */
export function sayIn(language: Language): Say {
  return (key, values = {}) => {
    const text = words[language][key] ?? words.en[key];
    if (text === undefined) throw new Error(`no words for ${key}`);
    return text.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => values[name] ?? whole);
  };
}

/** The first language of an Accept-Language header that there are words in (RFC 9110, 12.5.4); English without one. */
export function pickLanguage(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().split(';');
      const q = Number(/q=([\d.]+)/u.exec(rest.join(';'))?.[1] ?? 1);
      return { base: tag.split('-', 1)[0]?.toLowerCase(), q };
    })
    .filter(({ q }) => q > 0)
    .toSorted((a, b) => b.q - a.q);
  for (const { base } of wanted) {
    const found = languages.find((language) => language === base);
    if (found) return found;
  }
  return 'en';
}
