import { array, assert, constantFrom, integer, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRow, guarded, unguarded } from '#lib/exchange/csv-writer.ts';
import { createCsvReader, type CsvRow } from '#lib/exchange/csv-reader.ts';
import { csvRows, findForm, firstRows } from '#lib/exchange/csv-file.ts';
import { findDelimiter } from '#lib/exchange/delimiter.ts';
import { findEncoding, readText } from '#lib/exchange/encoding.ts';

const rowsOf = (text: string, delimiter = ',', piece = text.length || 1): CsvRow[] => {
  const reader = createCsvReader(delimiter);
  const rows: CsvRow[] = [];
  for (let at = 0; at < text.length; at += piece) rows.push(...reader.read(text.slice(at, at + piece)));
  return [...rows, ...reader.end()];
};
const cellsOf = (text: string, delimiter?: string) => rowsOf(text, delimiter).map(({ cells }) => cells);

/** Bytes of a text in a Windows page, made by asking the decoder what each byte is. */
function encoded(text: string, page: string): Blob {
  const letters = new TextDecoder(page).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  return new Blob([Uint8Array.from(Array.from(text), (letter) => letters.indexOf(letter))]);
}
const utf16 = (text: string, isLittle: boolean, mark: boolean): Blob => {
  const view = new DataView(new ArrayBuffer((text.length + (mark ? 1 : 0)) * 2));
  [...(mark ? ['\uFEFF'] : []), ...text.split('')].forEach((letter, at) => {
    view.setUint16(at * 2, letter.charCodeAt(0), isLittle);
  });
  return new Blob([view.buffer]);
};
async function textOf(file: Blob, prefers1250 = false): Promise<string> {
  let text = '';
  for await (const piece of readText(file, await findEncoding(file, prefers1250))) text += piece.text;
  return text;
}

describe('reading CSV', () => {
  test('G14: quotes, commas, line breaks and doubled quotes are read as RFC 4180 has them', () => {
    expect(cellsOf('a,"b, c","d ""e"""\r\n"two\r\nlines",,\r\n')).toEqual([
      ['a', 'b, c', 'd "e"'],
      ['two\r\nlines', '', ''],
    ]);
  });

  test('G14: every kind of line end ends a row, empty lines are none, and a row knows its line', () => {
    expect(rowsOf('a\r\rb\n\n"c\nd"\r\ne').map(({ line, cells }) => [line, cells[0]])).toEqual([
      [1, 'a'],
      [3, 'b'],
      [5, 'c\nd'],
      [7, 'e'],
    ]);
  });

  test('W17: a quote that is never closed costs its own line and no other', () => {
    const rows = rowsOf('name,mail\nJan,"jan@a.example\nAna,ana@a.example\nEwa,ewa@a.example\n');
    expect(rows.map(({ line, isBroken }) => [line, isBroken])).toEqual([
      [1, false],
      [2, true],
      [3, false],
      [4, false],
    ]);
    expect(rows[1]?.cells).toEqual(['Jan', 'jan@a.example']);
  });

  test('W17: a quote that is never closed does not take the next line, though that begins with one', () => {
    const rows = rowsOf('name,mail\n"Jan,jan@a.example\n"Ana",ana@a.example\nEwa,"ewa\nlaw"\n');
    expect(rows.map(({ line, cells, isBroken }) => [line, cells.join('|'), isBroken])).toEqual([
      [1, 'name|mail', false],
      [2, 'Jan|jan@a.example', true],
      [3, 'Ana|ana@a.example', false],
      [4, 'Ewa|ewa\nlaw', false],
    ]);
  });

  test('W17: an open quote before a hundred thousand lines holds none of them up', () => {
    const lines = Array.from({ length: 100_000 }, (_, at) => `n${at},n${at}@a.example`).join('\n');
    const rows = rowsOf(`a,"b\n${lines}`, ',', 512 * 1024);
    expect(rows.filter(({ isBroken }) => isBroken).map(({ line }) => line)).toEqual([1]);
    expect(rows).toHaveLength(100_001);
  });

  test('W17: text behind a closing quote and quotes inside a bare cell are kept and told', () => {
    const rows = rowsOf('"Jan" K,x\n5" screen,y\n');
    expect(rows.map(({ cells, isBroken }) => [cells[0], isBroken])).toEqual([
      ['Jan K', true],
      ['5" screen', true],
    ]);
  });

  test('G14: whatever is written is read again, however the pieces fall', () => {
    const cell = string({
      unit: constantFrom('a', 'ż', '"', ',', ';', '\r', '\n', ' ', '=', '\t', "'", '😀'),
    });
    const rows = array(array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 6 });
    assert(
      property(rows, integer({ min: 1, max: 7 }), (given, piece) => {
        const text = given.map((cells) => csvRow(cells)).join('');
        const read = rowsOf(text, ',', piece);
        expect(read.map(({ cells }) => cells.map(unguarded))).toEqual(
          given.map((cells) => cells.map(unguarded)),
        );
        expect(read.every(({ isBroken }) => !isBroken)).toBe(true);
      }),
    );
  });

  test('W17: no text at all makes the reader fail or lose the end of a file', () => {
    const text = string({ unit: constantFrom('a', '"', ';', '\r', '\n', 'ą') });
    assert(
      property(text, integer({ min: 1, max: 5 }), (given, piece) => {
        const whole = rowsOf(given, ';');
        expect(rowsOf(given, ';', piece)).toEqual(whole);
        const letters = (of: string) => of.replaceAll(/[^aą]/gu, '');
        expect(letters(whole.flatMap(({ cells }) => cells).join(''))).toBe(letters(given));
      }),
    );
  });

  test('G14: the delimiter is found, and what Excel says of it counts', () => {
    expect(findDelimiter('a;b;c\n1,5;2;3\n')).toBe(';');
    expect(findDelimiter('a\tb\n1\t2\n')).toBe('\t');
    expect(findDelimiter('name,mail\n"x; y; z",b\n')).toBe(',');
    expect(findDelimiter('sep=|\na,b|c\n')).toBe('|');
    expect(findDelimiter('just one column\nof names\n')).toBe(',');
  });

  test('G14: a file with its separator said in the first line begins with the second', async () => {
    const file = new Blob(['sep=;\r\na;b\r\nc;d']);
    const form = await findForm(file, {}, false);
    expect(form).toEqual({ encoding: 'utf-8', delimiter: ';' });
    expect((await firstRows(file, form)).map(({ cells }) => cells)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  test('G14: reading ends when it is cancelled', async () => {
    const over = new AbortController();
    const read = async () => {
      for await (const { rows } of csvRows(
        new Blob(['a,b\n']),
        { encoding: 'utf-8', delimiter: ',' },
        over.signal,
      ))
        expect(rows).toEqual([]);
    };
    over.abort();
    await expect(read()).rejects.toThrow('abort');
  });
});

describe('finding the encoding', () => {
  const polish = 'imię;Żaneta Gżegżółka;Łódź\r\n';
  const french = 'prénom;Zoé Lefèvre, à Besançon\r\n';

  test('G14: UTF-8 with and without mark, UTF-16 with and without, both Windows pages', async () => {
    expect(await textOf(new Blob([polish]))).toBe(polish);
    expect(await textOf(new Blob(['\uFEFF', polish]))).toBe(polish);
    for (const isLittle of [true, false])
      for (const mark of [true, false])
        expect(await textOf(utf16(`name;${polish}`, isLittle, mark))).toBe(`name;${polish}`);
    expect(await textOf(encoded(polish, 'windows-1250'))).toBe(polish);
    expect(await textOf(encoded(french, 'windows-1252'), true)).toBe(french);
  });

  test('G14: where no letter tells, the page of whoever works is taken', async () => {
    const file = encoded('Zoé', 'windows-1252');
    expect(await findEncoding(file, true)).toBe('windows-1250');
    expect(await findEncoding(file, false)).toBe('windows-1252');
  });

  test('W17: one broken letter does not make another encoding of a file', async () => {
    const file = new Blob([polish.repeat(20), Uint8Array.of(0xff), polish]);
    expect(await textOf(file)).toBe(`${polish.repeat(20)}\uFFFD${polish}`);
  });

  test('W17: one letter cut in two by the border of a slice is still one letter', async () => {
    const text = `${'a'.repeat(512 * 1024 - 1)}ż`;
    expect(await textOf(new Blob([text]))).toBe(text);
  });
});

describe('writing CSV', () => {
  test.each([
    '=1+1',
    '+48 600',
    '-2',
    '@SUM(A1)',
    '\t=1',
    ' =1',
    '＝1',
    '\r\n=1',
    '=HYPERLINK("http://x","y")',
  ])('G15: %j is written so that no spreadsheet carries it out, and read again as it was', (text) => {
    expect(guarded(text)).toBe(`'${text}`);
    expect(unguarded(guarded(text))).toBe(text);
    expect(csvRow([text])).toMatch(/^"'/u);
  });

  test('G15: an apostrophe that somebody wrote stays', () => {
    expect(unguarded("'s-Hertogenbosch")).toBe("'s-Hertogenbosch");
    expect(guarded("'s-Hertogenbosch")).toBe("'s-Hertogenbosch");
  });
});
