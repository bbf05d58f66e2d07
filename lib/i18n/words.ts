import { browser } from 'wxt/browser';
import type en from '#public/_locales/en/messages.json';

/** A key of `public/_locales`. Plural families are named without their ending: see `plural`. */
export type WordKey = Exclude<keyof typeof en, symbol | number>;
type PluralKey = WordKey extends infer K ? (K extends `${infer Family}_other` ? Family : never) : never;

/**
 * The words for a key in the browser's language, with `$1` ... replaced.
 * Texts of the locales are ours; what is put into them is shown as text, never as markup.
 */
export function t(key: WordKey, ...values: (string | number)[]): string {
  return browser.i18n.getMessage(key as never, values.map(String)) || key;
}

/** The form of a family (`<family>_one`, `_few`, `_many`, `_other`) that fits the count, which is its `$1`. */
export function plural(family: PluralKey, count: number, ...values: (string | number)[]): string {
  const form = new Intl.PluralRules(language()).select(count);
  const words = browser.i18n.getMessage(`${family}_${form}` as never, [
    formatNumber(count),
    ...values.map(String),
  ]);
  return words || t(`${family}_other` as WordKey, formatNumber(count), ...values);
}

/** BCP 47 tag of the interface: the locale whose words the browser chose, which the words themselves tell. */
export function language(): string {
  return t('language_tag');
}

/**
 * BCP 47 tag of how dates and times are written: the browser's own region where it speaks the interface's language
 * ("en-US", "fr-CA"), else the language's home; English without a region is written as in Britain: "12 Nov, 16:20".
 */
export function region(): string {
  const own = browser.i18n.getUILanguage();
  const spoken = language();
  if (own.startsWith(`${spoken}-`)) return own;
  return spoken === 'en' ? 'en-GB' : spoken;
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(language()).format(value);
}
