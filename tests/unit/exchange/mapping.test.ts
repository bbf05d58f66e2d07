import { describe, expect, test } from 'vitest';
import { countryCode, languageTag } from '#lib/exchange/codes.ts';
import { personOfRow } from '#lib/exchange/csv-person.ts';
import { customText } from '#lib/exchange/custom-text.ts';
import { guessTargets, looksLikeHeader } from '#lib/exchange/guess-targets.ts';

const GOOGLE =
  'First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Website 1 - Value'.split(
    ',',
  );
const GOOGLE_OLD =
  'Name,Given Name,Additional Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,Organization 1 - Title'.split(
    ',',
  );
const OUTLOOK =
  'Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business City,Business State,Business Postal Code,Business Country/Region,Home City,Business Phone,Business Phone 2,Home Phone,Mobile Phone,Business Fax,Categories,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,Notes,Web Page'.split(
    ',',
  );
const pairs = (headers: string[], rows: string[][] = []) =>
  Object.fromEntries(
    guessTargets(headers, rows)
      .map((target, at) => [headers[at] ?? '', target])
      .filter(([, target]) => target !== 'skip'),
  );

describe('what columns are about', () => {
  test('G14: the headings of Google Contacts', () => {
    expect(pairs(GOOGLE)).toEqual({
      'First Name': 'firstName',
      'Middle Name': 'middleName',
      'Last Name': 'lastName',
      'File As': 'name',
      'Organization Name': 'organisation',
      'Organization Title': 'jobTitle',
      Notes: 'note',
      Labels: 'tags',
      'E-mail 1 - Value': 'email',
      'E-mail 2 - Value': 'email',
      'Phone 1 - Value': 'phone',
      'Address 1 - City': 'city',
      'Address 1 - Region': 'region',
      'Address 1 - Postal Code': 'postcode',
      'Address 1 - Country': 'country',
    });
    expect(pairs(GOOGLE_OLD)).toEqual({
      Name: 'name',
      'Given Name': 'firstName',
      'Additional Name': 'middleName',
      'Family Name': 'lastName',
      'Group Membership': 'tags',
      'E-mail 1 - Value': 'email',
      'Phone 1 - Value': 'phone',
      'Organization 1 - Name': 'organisation',
      'Organization 1 - Title': 'jobTitle',
    });
  });

  test('G14: the headings of Outlook; a fax is no phone, a title no job', () => {
    expect(pairs(OUTLOOK)).toEqual({
      'First Name': 'firstName',
      'Middle Name': 'middleName',
      'Last Name': 'lastName',
      Company: 'organisation',
      'Job Title': 'jobTitle',
      'Business City': 'city',
      'Business State': 'region',
      'Business Postal Code': 'postcode',
      'Business Country/Region': 'country',
      'Business Phone': 'phone',
      'Business Phone 2': 'phone',
      'Home Phone': 'phone',
      'Mobile Phone': 'phone',
      Categories: 'tags',
      'E-mail Address': 'email',
      'E-mail 2 Address': 'email',
      Notes: 'note',
    });
  });

  test.each([
    [
      ['Imię', 'Nazwisko', 'Adres e-mail', 'Telefon komórkowy', 'Miejscowość', 'Kod pocztowy', 'Uwagi'],
      ['firstName', 'lastName', 'email', 'phone', 'city', 'postcode', 'note'],
    ],
    [
      ['Prénom', 'Nom', 'Adresse e-mail', 'Tél.', 'Société', 'Étiquettes', 'Pays'],
      ['firstName', 'lastName', 'email', 'phone', 'organisation', 'tags', 'country'],
    ],
    [
      [
        'Adres służbowy - miejscowość',
        'Adres domowy - kod pocztowy',
        'Kraj (adres służbowy)',
        'Faks służbowy',
      ],
      ['city', 'postcode', 'country', 'skip'],
    ],
    [
      ['Ville (bureau)', 'Dép/Région (bureau)', 'Code postal (domicile)', 'Télécopie (bureau)'],
      ['city', 'region', 'postcode', 'skip'],
    ],
    [
      ['NOM', 'Courriel', 'Login Allegro'],
      ['name', 'email', 'sender/allegro'],
    ],
    [
      ['Imię i nazwisko', 'E-mail 2', 'Nr zamówienia', 'Język'],
      ['name', 'email', 'orders', 'language'],
    ],
  ])('G14: headings in French and Polish: %j', (headers, targets) => {
    expect(guessTargets(headers, [])).toEqual(targets);
  });

  test('G14: a column that is called like an attribute of the team is that attribute', () => {
    expect(guessTargets(['Rozmiar buta', 'City'], [], [{ id: 'x1', name: 'rozmiar  Buta' }])).toEqual([
      'custom/x1',
      'city',
    ]);
  });

  test('G14: without a heading that says it, what stands in a column tells', () => {
    const rows = [
      ['a@b.example', '+48 600 700 800', 'x'],
      ['c@d.example', '0048600700801', 'y'],
    ];
    expect(guessTargets(['?', '', 'z'], rows)).toEqual(['email', 'phone', 'skip']);
  });

  test('G14: a first row of people is no heading', () => {
    expect(looksLikeHeader(['Name', 'x'])).toBe(true);
    expect(looksLikeHeader(['Jan', 'jan@post.example'])).toBe(false);
  });
});

describe('a row as a person', () => {
  const row = (cells: string[]) => ({ line: 7, cells, isBroken: false });

  test('G14: several values of one cell, Google groups, names and codes', () => {
    const read = personOfRow(
      row([
        'Żaneta',
        'Gżegżółka',
        'a@b.example ::: c@d.example',
        '* myContacts ::: VIP',
        'Allemagne',
        'polski',
        "'+48 600",
      ]),
      ['firstName', 'lastName', 'email', 'tags', 'country', 'language', 'phone'],
    );
    expect(read).toMatchObject({
      row: 7,
      name: 'Żaneta Gżegżółka',
      emails: ['a@b.example', 'c@d.example'],
      tags: ['VIP'],
      fields: { country: 'DE', language: 'pl' },
      phones: ['+48 600'],
    });
  });

  test.each([
    ['VIP ::: stały, od lat', ['VIP', 'stały, od lat']],
    ['VIP|stały|Kraków; Łódź', ['VIP', 'stały', 'Kraków; Łódź']],
    ['VIP | stały |', ['VIP', 'stały']],
    [';Agency, large;Retail', ['Agency, large', 'Retail']],
    ['Red Category; Ważni', ['Red Category', 'Ważni']],
    ['VIP\r\nstały, od lat', ['VIP', 'stały, od lat']],
    ['VIP, stały,,Łódź,', ['VIP', 'stały', 'Łódź']],
    ['"Agency, large","So-called ""VIP""",5" screens', ['Agency, large', 'So-called "VIP"', '5" screens']],
    ['VIP', ['VIP']],
  ])('G14: tags of one cell as files write them: %j', (cell, tags) => {
    expect(personOfRow(row(['Jan', cell]), ['name', 'tags']).tags).toEqual(tags);
  });

  test('W17: more cells than columns, broken quotes and letters that are none are told', () => {
    const read = personOfRow({ line: 2, cells: ['J\uFFFDn', 'x'], isBroken: true }, ['name']);
    expect(read.flaws).toEqual(['quotes', 'cells', 'letters']);
  });

  test('G14: countries and languages by code and in the words of several languages', () => {
    expect(
      ['pl', 'Pologne', 'POLSKA', 'UK', 'Stany Zjednoczone', 'U.S.A.', 'Czech Republic', 'Atlantis'].map(
        countryCode,
      ),
    ).toEqual(['PL', 'PL', 'PL', 'GB', 'US', 'US', 'CZ', null]);
    expect(['pl', 'French', 'niemiecki', 'pt_BR', 'xx-nothing!'].map(languageTag)).toEqual([
      'pl',
      'fr',
      'de',
      'pt',
      null,
    ]);
  });

  test('G16: days and boxes as files write them; a day that could be two is not guessed', () => {
    expect(
      ['31.12.2026', '31/12/2026', '12/31/2026', '2026-1-5', '03/04/2026', '5/5/2026'].map((text) =>
        customText('date', text),
      ),
    ).toEqual(['2026-12-31', '2026-12-31', '2026-12-31', '2026-01-05', '03/04/2026', '2026-05-05']);
    expect(['Tak', 'oui', 'NO', 'maybe'].map((text) => customText('checkbox', text))).toEqual([
      'true',
      'true',
      '',
      'maybe',
    ]);
  });
});
