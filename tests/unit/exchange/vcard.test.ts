import { array, assert, constantFrom, integer, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyPerson, VALUE_LIMIT, type Exported, type Person } from '#lib/model/person.ts';
import { person as personSchema } from '#lib/model/person-schema.ts';
import { isVCardFile, vCards } from '#lib/exchange/vcard-file.ts';
import { personOfCard } from '#lib/exchange/vcard-person.ts';
import { createVCardReader } from '#lib/exchange/vcard-reader.ts';
import { vCardOf } from '#lib/exchange/vcard-writer.ts';

const own = [{ id: 'a1', name: 'Ulubiona "kawa", ^duża' }];
function people(text: string, piece = text.length || 1): Person[] {
  const reader = createVCardReader();
  const cards = [];
  for (let at = 0; at < text.length; at += piece) cards.push(...reader.read(text.slice(at, at + piece)));
  return [...cards, ...reader.end()].map((card) => personOfCard(card, own));
}
const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');
const one = (...lines: string[]) => people(card(...lines))[0] ?? emptyPerson(1);

describe('reading vCards', () => {
  test('G14: version 3 with folds, groups, types and escapes', () => {
    const read = one(
      'VERSION:3.0',
      'N:Gżegżółka;Żaneta;Maria;;',
      'FN:Żaneta Gżeg',
      ' żółka',
      'item1.EMAIL;TYPE=INTERNET:second@post.example',
      'EMAIL;TYPE=INTERNET,PREF:first@post.example',
      'TEL;TYPE=CELL:+48 600 700 800',
      'TEL;TYPE=FAX:+48 22 111 22 33',
      'ORG:Lampka\\; i syn;Sklep',
      'ADR;TYPE=HOME:;;ul. Długa 1;Łódź;łódzkie;90-001;Polska',
      'CATEGORIES:stały klient,VIP\\, złoty',
      'NOTE:pierwsza\\nlinia\\, dalej',
    );
    expect(read).toMatchObject({
      row: 1,
      name: 'Żaneta Gżegżółka',
      emails: ['first@post.example', 'second@post.example'],
      phones: ['+48 600 700 800'],
      organisation: 'Lampka; i syn',
      tags: ['stały klient', 'VIP, złoty'],
      notes: ['pierwsza\nlinia, dalej'],
      fields: {
        firstName: 'Żaneta',
        lastName: 'Gżegżółka',
        city: 'Łódź',
        region: 'łódzkie',
        postcode: '90-001',
        country: 'PL',
      },
      flaws: [],
    });
  });

  test('G14: version 4 with preferences, tel: and quoted parameters', () => {
    const read = one(
      'VERSION:4.0',
      'FN:Jan',
      'EMAIL;PREF=2;TYPE="home,work":b@post.example',
      'EMAIL;PREF=1:a@post.example',
      'TEL;VALUE=uri;TYPE="voice,home":tel:+33-1-23-45-67-89;ext=12',
      'LANG;TYPE=work;PREF=1:fr',
      'URL:https://www.linkedin.com/in/jan',
      'X-SOCIALPROFILE;TYPE=twitter:https://twitter.com/jank',
    );
    expect(read.emails).toEqual(['a@post.example', 'b@post.example']);
    expect(read.phones).toEqual(['+33-1-23-45-67-89']);
    expect(read.fields).toEqual({
      language: 'fr',
      linkedin: 'https://www.linkedin.com/in/jan',
      twitter: 'jank',
    });
  });

  test('G14: quoted-printable of version 2.1, over several lines and in its own charset', () => {
    const read = one(
      'VERSION:2.1',
      'N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Le=C3=\r\n=A8ve;Zo=C3=A9;;;',
      'NOTE;QUOTED-PRINTABLE;CHARSET=ISO-8859-2:=B1 i =\r\n =EA',
      'TEL;HOME;CELL:+33123456789',
      'PHOTO;ENCODING=BASE64;JPEG:\r\n /9j/4AAQ=\r\n ',
    );
    expect(read).toMatchObject({ name: 'Zoé Leève', notes: ['ą i ę'], phones: ['+33123456789'], flaws: [] });
  });

  test('G14: a card without a name is called after what there is of it', () => {
    expect(one('EMAIL:ana@post.example').name).toBe('ana@post.example');
    expect(one('ORG:Lampka').name).toBe('Lampka');
    expect(one('VERSION:3.0').name).toBe('');
  });

  test('W17: a card that is never ended is read as far as it goes, and told; the next one is whole', () => {
    const read = people(`BEGIN:VCARD\nFN:Jan\n${card('FN:Ana')}BEGIN:VCARD\nFN:Ewa`);
    expect(read.map(({ row, name, flaws }) => [row, name, flaws])).toEqual([
      [1, 'Jan', ['card']],
      [3, 'Ana', []],
      [6, 'Ewa', ['card']],
    ]);
  });

  test('W17: hostile fields are cut and cleaned, and what is made of them is within every limit', () => {
    const [read] = people(
      card(
        `FN:${'x'.repeat(50_000)}\u202E\u0000<script>`,
        `NOTE:${'n'.repeat(90_000)}`,
        ...Array.from({ length: 3000 }, (_, at) => `EMAIL:e${at}@post.example`),
        `PHOTO;ENCODING=b:${'A'.repeat(3_000_000)}`,
        '__proto__;X=Y:polluted',
        'TEL;__proto__=x:+48600700800',
        `${'P'.repeat(10_000)};;;;`,
        'no colon at all',
      ),
      4096,
    );
    expect(personSchema.safeParse(read).success).toBe(true);
    expect(read?.name).toHaveLength(VALUE_LIMIT);
    expect(read?.flaws).toEqual(expect.arrayContaining(['cut', 'card']));
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('W17: control and bidi characters never reach a name', () => {
    expect(one('FN:Jan\u202E\u0007 Kowalski\u200B').name).toBe('Jan Kowalski');
  });

  test('W17: no text makes the reader fail, and every person it finds is within the limits', () => {
    const line = oneof(
      constantFrom(
        'BEGIN:VCARD',
        'END:VCARD',
        'FN:',
        'N:a;b',
        'EMAIL:',
        'AGENT:',
        'NOTE;QUOTED-PRINTABLE:=',
        ' =',
      ),
      string({ maxLength: 12 }),
    );
    assert(
      property(array(line, { maxLength: 30 }), integer({ min: 1, max: 9 }), (lines, piece) => {
        const text = lines.join('\r\n');
        expect(people(text, piece)).toEqual(people(text));
        for (const read of people(text)) expect(personSchema.safeParse(read).success).toBe(true);
      }),
    );
  });

  test('G14: a file of vCards is known by its name or its beginning', async () => {
    expect(await isVCardFile(new Blob(['x']), 'Contacts.VCF')).toBe(true);
    expect(await isVCardFile(new Blob(['\uFEFFbegin:vcard\n']), 'contacts.txt')).toBe(true);
    expect(await isVCardFile(new Blob(['name,mail']), 'contacts.csv')).toBe(false);
    let found = 0;
    for await (const { cards } of vCards(new Blob([card('FN:a'), card('FN:b')]), 'utf-8'))
      found += cards.length;
    expect(found).toBe(2);
  });
});

describe('writing vCards', () => {
  const text = string({
    unit: constantFrom('a', 'ż', ',', ';', '\\', '"', ':', '=', '^', '😀', 'n'),
    minLength: 1,
    maxLength: 90,
  });
  const given = (more: Partial<Exported>): Exported => ({
    ...emptyPerson(1),
    id: '6f1c8f0e-6a53-4f0a-9a53-0f6a5f0e6f1c',
    name: 'Jan',
    createdAt: '2026-01-01T10:00:00.000Z',
    updatedAt: '2026-01-02T10:00:00.000Z',
    ...more,
  });

  test('G15: whatever is written is read again, in lines of 75 bytes at most', () => {
    assert(
      property(text, text, text, (name, note, value) => {
        const written = vCardOf(
          given({ name, notes: [note], organisation: note, fields: { city: name, 'custom/a1': value } }),
          own,
        );
        for (const line of written.split('\r\n'))
          expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
        expect(people(written)[0]).toMatchObject({
          name,
          notes: [note],
          organisation: note,
          fields: { city: name, 'custom/a1': value },
        });
      }),
    );
  });

  test('G15: senders, orders and addresses come back as they went, the preferred first', () => {
    const person = given({
      emails: ['b@post.example', 'a@post.example'],
      phones: ['+48600700800'],
      senders: [{ channel: 'allegro', value: 'jank84' }],
      orders: ['A-1', 'A-2'],
      tags: ['VIP', 'a, b'],
      fields: { accountId: '77', twitter: '@jank', firstName: 'Jan', lastName: 'Kowalski' },
    });
    const { row: _, ...read } = people(vCardOf(person, own))[0] ?? emptyPerson(1);
    expect(read).toMatchObject({
      emails: person.emails,
      phones: person.phones,
      senders: person.senders,
      orders: person.orders,
      tags: person.tags,
      fields: { accountId: '77', twitter: 'jank', firstName: 'Jan', lastName: 'Kowalski' },
    });
  });
});
