import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

type Words = Record<string, { message: string }>;
const read = (locale: string) =>
  JSON.parse(readFileSync(`public/_locales/${locale}/messages.json`, 'utf8')) as Words;

const LOCALES = { en: read('en'), fr: read('fr'), pl: read('pl') };
/** The forms of a number in each language, as `Intl.PluralRules` names them. */
const FORM = /_(?:one|few|many|other)$/u;
const words = Object.entries(LOCALES).flatMap(([locale, all]) =>
  Object.entries(all).map(([key, { message }]) => ({ locale, key, message })),
);
const places = (message: string) => [...new Set(message.match(/\$\d/gu))].toSorted().join();

describe('C21: what people read', () => {
  test('is said in English, French and Polish, all of it', () => {
    const keys = Object.values(LOCALES).map((all) => Object.keys(all).toSorted());
    expect(keys[1]).toEqual(keys[0]);
    expect(keys[2]).toEqual(keys[0]);
    expect(words.filter(({ message }) => message.trim() === '')).toEqual([]);
  });

  test('has the same places for names and numbers in each language', () => {
    const differ = Object.entries(LOCALES.en)
      .filter(([key]) => !FORM.test(key))
      .filter(([key, { message }]) =>
        [LOCALES.fr, LOCALES.pl].some((all) => places(all[key]?.message ?? '') !== places(message)),
      );
    expect(differ.map(([key]) => key)).toEqual([]);
  });

  test('has every form that a number takes in its language', () => {
    const missing = Object.entries(LOCALES).flatMap(([locale, all]) => {
      // `_other` and `_many` alone are words of their own: "other", "too many".
      const families = new Set(
        Object.keys(all)
          .filter((key) => key.endsWith('_one'))
          .map((key) => key.replace(FORM, '')),
      );
      const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
      return [...families].flatMap((family) =>
        forms.map((form) => `${family}_${form}`).filter((key) => !(key in all)),
      );
    });
    expect(missing).toEqual([]);
  });

  test('is set as French is set: a space that does not break before ; : ! ? and within « »', () => {
    const loose = words.filter(({ locale, message }) => locale === 'fr' && / [;:!?»]|« /u.test(message));
    expect(loose.map(({ key }) => key)).toEqual([]);
  });

  test('is in sentences without shouting', () => {
    expect(words.filter(({ message }) => message.includes('!')).map(({ key }) => key)).toEqual([]);
  });
});
