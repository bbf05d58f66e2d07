import { fakeBrowser } from '../fake-browser.ts';
import { expect, test } from 'vitest';
import { pageArgs } from '#lib/messages/page-schema.ts';
import { FIRST_WORDS } from '#lib/on-page/first-words.ts';
import { t, takeWords } from '../../../entrypoints/display/words.ts';

const asked: string[] = [];
Object.assign(fakeBrowser, {
  i18n: { getMessage: (key: string) => (asked.push(key), `the browser's ${key}`) },
});

test('words that came with the first answer are said without asking the browser, names in their places', () => {
  takeWords(FIRST_WORDS.map((key) => (key === 'chip_warning_title' ? '$2, says $1' : key)));
  expect(t('chip_warning_title', 'Ola $2', 'late')).toBe('late, says Ola $2');
  expect(t('chip_add')).toBe('chip_add');
  expect(asked).toEqual([]);
});

test('other words, and one that came empty, are asked of the browser', () => {
  takeWords([]);
  expect(t('chip_add')).toBe("the browser's chip_add");
  expect(t('chip_retry')).toBe("the browser's chip_retry");
});

test('the background takes the question for them', () => {
  const asks = [{ url: 'https://mail.example/', words: FIRST_WORDS }];
  expect(pageArgs.begin.safeParse(asks).success).toBe(true);
});
