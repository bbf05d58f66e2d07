import { describe, expect, test } from 'vitest';
import type { CustomType } from '#lib/model/attribute.ts';
import { inTeamOrder } from '#lib/model/attribute-order.ts';
import { customProblem, readCustom } from '#lib/model/custom-value.ts';

const shape = (type: CustomType) => ({ type, options: ['Złoty', 'Srebrny'] });

describe('G16: what is typed into an attribute of the team’s own', () => {
  test.each([
    ['text', '  dwa \n słowa ', 'dwa słowa'],
    ['number', '1 234,50', 1234.5],
    ['number', '1,234.50', 1234.5],
    ['number', '1.234,5', 1234.5],
    ['number', '−12', -12],
    ['number', '0', 0],
    ['date', '2026-02-28', '2026-02-28'],
    ['list', 'Srebrny', 'Srebrny'],
    ['link', 'lampka.example/k?id=1', 'https://lampka.example/k?id=1'],
    ['link', 'http://lampka.example', 'http://lampka.example'],
    ['link', 'crm.example:8443/k', 'https://crm.example:8443/k'],
    ['checkbox', 'true', true],
    ['checkbox', 'false', null],
    ['number', '  ', null],
  ] as const)('a %s «%s» is %s', (type, typed, value) => {
    expect(readCustom(shape(type), typed)).toEqual({ value });
  });

  test.each([
    ['number', 'dużo', 'not_a_number'],
    ['number', '12 zł', 'not_a_number'],
    ['number', '1.2.3', 'not_a_number'],
    ['date', '2026-02-30', 'not_a_date'],
    ['date', '28.02.2026', 'not_a_date'],
    ['list', 'Brązowy', 'not_an_option'],
    ['link', 'javascript:alert(1)', 'not_a_link'],
    ['link', 'data:text/html,x', 'not_a_link'],
    ['link', 'two words', 'not_a_link'],
    ['text', 'x'.repeat(2001), 'value_too_long'],
  ] as const)('a %s «%s» is refused: %s', (type, typed, problem) => {
    expect(readCustom(shape(type), typed)).toEqual({ problem });
  });

  test.each([
    ['text', 'dwa słowa'],
    ['number', -12],
    ['date', '2026-02-28'],
    ['list', 'Złoty'],
    ['link', 'https://lampka.example/'],
    ['checkbox', true],
  ] as const)('a %s takes %s', (type, value) => {
    expect(customProblem(shape(type), value)).toBeNull();
  });

  test.each([
    ['checkbox', 'yes'],
    ['number', '12'],
    ['number', Number.NaN],
    ['text', true],
    ['list', ['Złoty']],
  ] as const)('a value of another type is none: %s %s', (type, value) => {
    expect(customProblem(shape(type), typeof value === 'object' ? [...value] : value)).not.toBeNull();
  });
});

test('D8, D10, D11: keys come in the team’s order, new ones last and on, those that are gone not at all', () => {
  const order = { order: ['city', 'custom/gone', 'country', 'city'], off: ['country', 'jobTitle'] };
  expect(inTeamOrder(['country', 'jobTitle', 'city', 'language'], order)).toEqual([
    { key: 'city', isOn: true },
    { key: 'country', isOn: false },
    { key: 'jobTitle', isOn: false },
    { key: 'language', isOn: true },
  ]);
});
