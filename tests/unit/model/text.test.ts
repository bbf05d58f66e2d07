import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readName, shortId } from '#lib/model/contact.ts';
import { proposedName } from '#lib/model/requester.ts';
import { cleanText, foldText, nameKey } from '#lib/model/text.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 40 });
const binary = fc.string({ unit: 'binary', maxLength: 40 });

describe('what is stored of a text', () => {
  test('is clean however often it is cleaned', () => {
    fc.assert(
      fc.property(fc.oneof(text, binary), (given) => {
        expect(cleanText(cleanText(given))).toBe(cleanText(given));
      }),
    );
  });

  test('has no control characters, no bidi overrides, no space at its ends or beside another', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(text, fc.constantFrom('\u0000', '\u202E', '\u200B', '\n', '\t ', '\u00AD'))),
        (parts) => {
          const clean = cleanText(parts.join(''));
          expect(clean).not.toMatch(/[\p{Cc}\u202E\u200B\u00AD]|^\s|\s$|\s\s/u);
        },
      ),
    );
  });

  test.each([
    ['👩‍👩‍👧', '👩‍👩‍👧'],
    ['❤️', '❤️'],
    ['क्‍ष', 'क्‍ष'],
    ['Zoe\u0308', 'Zoë'],
    ['a\u00A0\u2003b', 'a b'],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanText(given)).toBe(kept);
  });
});

test('a text of Latin letters takes the short way to where the long one leads', () => {
  const latin = fc.string({
    unit: fc.integer({ min: 0, max: 0x24f }).map((code) => String.fromCharCode(code)),
    maxLength: 40,
  });
  const long = (given: string) =>
    given
      .normalize('NFC')
      .replaceAll(/\p{Cc}/gu, ' ')
      .replaceAll('\u00AD', '')
      .replaceAll(/\s+/gu, ' ')
      .trim();
  fc.assert(
    fc.property(latin, (given) => {
      expect(cleanText(given)).toBe(long(given));
    }),
    { numRuns: 2000 },
  );
});

describe('A20: the key of a name', () => {
  test('is its own key, and the same for every way to write the name', () => {
    fc.assert(
      fc.property(fc.oneof(text, binary), (name) => {
        const key = nameKey(name);
        expect(nameKey(key)).toBe(key);
        for (const other of [
          name.normalize('NFD'),
          name.normalize('NFC'),
          ` ${name}\u200B `,
          cleanText(name),
        ])
          expect(nameKey(other)).toBe(key);
      }),
      { numRuns: 500 },
    );
  });

  test('plain text takes the short way to where the long one leads', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 40 }), (ascii) => {
        // An invisible character sends it the long way round, and leaves nothing behind.
        expect(foldText(ascii)).toBe(foldText(`${ascii}\u200B`));
        expect(cleanText(ascii)).toBe(cleanText(`${ascii}\u200B`));
      }),
    );
  });

  test.each([
    ['Żółć', 'ZOLC'],
    ['Straße', 'STRASSE'],
    ['Œuvre', 'oeuvre'],
    ['Ｊａｎ', 'jan'],
    ['ﬁle', 'FILE'],
    ['ΠΑΠΑΣ', 'παπάς'],
    ['İstanbul', 'istanbul'],
    ['Ёлка', 'елка'],
    ['a  b', ' A\tB '],
  ])('«%s» reads as «%s»', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  test.each([
    ['かか', 'がが'],
    ['कि', 'की'],
    ['Ana', 'Anna'],
    ['Аnna', 'Anna'],
  ])('«%s» is not «%s»', (one, other) => {
    expect(nameKey(one)).not.toBe(nameKey(other));
  });

  test.each([
    '',
    ' ',
    '\t\n',
    '\u200B\u200C\u200D',
    '\u2060\uFEFF',
    '\u3164',
    '\u202E\u202C',
    '\uFE0F',
    '\u{E0041}',
  ])('%j is no name', (nothing) => {
    expect(nameKey(nothing)).toBe('');
    expect(readName(nothing)).toEqual({ problem: 'empty' });
  });

  test('a name has 200 units at most, after cleaning', () => {
    expect(readName(` ${'x'.repeat(200)} `)).toEqual({ name: 'x'.repeat(200) });
    expect(readName('x'.repeat(201))).toEqual({ problem: 'too_long' });
  });
});

test('A31: a requester without a name that can be seen is called by login or local part', () => {
  const from = (name: string, address: string) => proposedName({ name, address, channel: 'email' });
  expect(from('Jan', 'x@y.example')).toBe('Jan');
  expect(from('\u200B ', 'x@y.example')).toBe('x');
  expect(from('', 'jank84')).toBe('jank84');
});

test('B3: a short id is stable, and readable aloud', () => {
  expect(shortId('0194b2f0-1111-4222-8333-0123456789ab')).toBe('C-6789AB');
});
