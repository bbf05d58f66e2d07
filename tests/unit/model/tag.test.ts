import { describe, expect, test } from 'vitest';
import { nearTag, tagColor } from '#lib/model/tag.ts';

const tags = ['VIP', 'Hurtownia', 'Reklamacja 2025', 'Stały klient', 'Zwrot'].map((name) => ({
  id: name,
  name,
}));
const near = (name: string, except?: string) => nearTag(tags, name, except);

describe('a tag that is there already', () => {
  test.each([
    ['vip', 'VIP'],
    ['  STAŁY   klient ', 'Stały klient'],
    ['staly klient', 'Stały klient'],
  ])('B44: «%s» is %s, whatever its case, accents and spaces', (typed, name) => {
    expect(near(typed)).toEqual({ tag: { id: name, name }, isSame: true });
  });

  test.each([
    ['#vip', 'VIP'],
    ['stały-klient', 'Stały klient'],
    ['Hurtownie', 'Hurtownia'],
    ['Hutrownia', 'Hurtownia'],
    ['Zwroty', 'Zwrot'],
  ])('B47: «%s» is nearly %s', (typed, name) => {
    expect(near(typed)).toEqual({ tag: { id: name, name }, isSame: false });
  });

  test.each(['', '  ', 'VAT', 'Reklamacja 2026', 'Nowy', 'Zwiad'])('B47: «%s» is like none', (typed) => {
    expect(near(typed)).toBeNull();
  });

  test('B47: a tag that is renamed is not near itself', () => {
    expect(near('Hurtownie', 'Hurtownia')).toBeNull();
  });
});

test('B43: a colour that only a newer version knows shows as grey', () => {
  expect([tagColor('teal'), tagColor('ultraviolet')]).toEqual(['teal', 'grey']);
});
