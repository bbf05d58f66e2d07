import { describe, expect, test } from 'vitest';
import { personOf, posesAsAddress } from '#lib/detect/person.ts';

// The element only says where a person stands; nothing here looks at it.
const nowhere = {} as Element;
const read = (address: string, name = '', channel = 'email') => {
  const person = personOf({ address, name }, channel, nowhere);
  return person && [person.name, person.address];
};

describe('A8, C5: a person as a page writes them', () => {
  test.each([
    ['Jan Kowalski <jan@firma.example>', ['Jan Kowalski', 'jan@firma.example']],
    ['"Kowalski, Jan \\"Janek\\"" <jan@firma.example>', ['Kowalski, Jan "Janek"', 'jan@firma.example']],
    ['Kowalski (hurt) <J.Kowalski@Firma.Example>', ['Kowalski (hurt)', 'J.Kowalski@Firma.Example']],
    ['<jan@firma.example>', ['', 'jan@firma.example']],
    ['jan@firma.example', ['', 'jan@firma.example']],
    ['mailto:jan@firma.example', ['', 'jan@firma.example']],
    ["Sean <sean.o'brien+lamps@mail.example>", ['Sean', "sean.o'brien+lamps@mail.example"]],
    ['🛋️ Dom – 山田 <hej@żarówka.example>', ['🛋️ Dom – 山田', 'hej@żarówka.example']],
    [
      'Ofiara <ofiara@klientka.example> <kto@kant.example>',
      ['Ofiara <ofiara@klientka.example>', 'kto@kant.example'],
    ],
  ])('%s', (text, expected) => {
    expect(read(text, text)).toEqual(expected);
  });

  test('an address in place of a name is no name, whatever its case', () => {
    expect(read('jan@firma.example', 'Jan@Firma.example')).toEqual(['', 'jan@firma.example']);
  });

  test('what cannot be seen is no name, though it may be part of one', () => {
    expect(read('nina@skrzynka.example', '\u200B\u2060\u200D')).toEqual(['', 'nina@skrzynka.example']);
    expect(read('ela@skrzynka.example', '👩\u200D🌾 Ela')).toEqual([
      '👩\u200D🌾 Ela',
      'ela@skrzynka.example',
    ]);
  });

  test('without a valid address there is nobody', () => {
    expect(
      ['...', '', 'Jan', 'jan@', '@firma.example', 'jan at firma'].map((text) => read(text, 'Jan')),
    ).toEqual(Array.from({ length: 6 }, () => null));
  });

  test('on other channels a login is an address', () => {
    expect(read('Jank84', 'Jan', 'allegro')).toEqual(['Jan', 'Jank84']);
    expect(read(' ', 'Jan', 'allegro')).toBeNull();
  });

  test('law 8: a name that poses as an address is known as one', () => {
    expect(posesAsAddress('bank@zaufany.example')).toBe(true);
    expect(posesAsAddress('<bank@zaufany.example>')).toBe(true);
    expect(posesAsAddress('Bank @ Zaufany')).toBe(false);
  });

  test('the longest texts are cut to what the model takes', () => {
    expect(read('jan@firma.example', 'x'.repeat(9000))?.[0]).toHaveLength(500);
  });
});
