import { t as askBrowser, type WordKey } from '#lib/i18n/words.ts';
import { FIRST_WORDS } from '#lib/on-page/first-words.ts';

const given = new Map<string, string>();

/** @param words for `FIRST_WORDS`, in their order, with `$1` ... where values go; '' for none */
export function takeWords(words: readonly string[]): void {
  FIRST_WORDS.forEach((key, index) => given.set(key, words[index] ?? ''));
}

/** As `lib/i18n`, without asking the browser for what was given. */
export function t(key: WordKey, ...values: (string | number)[]): string {
  const words = given.get(key);
  if (!words) return askBrowser(key, ...values);
  return words.replace(/\$(\d)/gu, (_, place: string) => String(values[Number(place) - 1] ?? ''));
}
