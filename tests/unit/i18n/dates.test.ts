import { fakeBrowser } from '../fake-browser.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { formatDay, formatMoment } from '#lib/i18n/dates.ts';

/** A browser whose own language is `ui`, showing the words of `words`. */
function speak(words: string, ui: string): void {
  Object.assign(fakeBrowser, {
    i18n: { getMessage: (key: string) => (key === 'language_tag' ? words : key), getUILanguage: () => ui },
  });
}

// Times of day are the reader's own: the test stands in their zone, wherever it runs.
const NOON = new Date(2026, 10, 21, 12);
const at = (month: number, day: number) => new Date(2026, month, day, 16, 20).toISOString();
const plain = (text: string) => text.replaceAll(/\s/gu, ' ');

beforeEach(() => speak('en', 'en'));

describe('dates', () => {
  test.each([
    ['en', 'en', '12 Nov, 16:20'],
    ['en', 'en-GB', '12 Nov, 16:20'],
    ['en', 'de', '12 Nov, 16:20'],
    ['en', 'en-US', 'Nov 12, 4:20 PM'],
    ['fr', 'fr', '12 nov., 16:20'],
    ['pl', 'pl', '12 lis, 16:20'],
    ['pl', 'pl-PL', '12 lis, 16:20'],
  ])('L: the words of %s in a browser of %s write the moment as «%s»', (words, ui, expected) => {
    speak(words, ui);
    expect(plain(formatMoment(at(10, 12), NOON))).toBe(expected);
  });

  test('today and yesterday are said in words, another year is named', () => {
    expect(plain(formatMoment(at(10, 21), NOON))).toBe('today, 16:20');
    expect(formatDay(at(10, 20), NOON)).toBe('yesterday');
    expect(formatDay(new Date(2025, 10, 12).toISOString(), NOON)).toBe('12 Nov 2025');
  });
});
