import { describe, expect, test } from 'vitest';
import type { Field, Fields } from '#lib/model/field.ts';
import { aliasesOf, choicesBetween, mergedValues, mergePreview } from '#lib/model/merge-values.ts';

const typed = (value: Field['value']): Field => ({ value, origin: 'typed' });
const api = (value: Field['value'], at?: string): Field => ({ value, origin: 'api', ...(at && { at }) });
const named = (name: string, fields: Fields = {}) => ({ name, fields });

describe('what a survivor of a merge has', () => {
  test('B19: members of sets of both, and values it had none for', () => {
    const from = named('Ola Maj', {
      'tag/a': typed(true),
      'email/ola@poczta.example': typed('Ola@poczta.example'),
      country: typed('PL'),
    });
    const into = named('Ola Maj', { 'tag/b': typed(true), country: typed('DE'), city: typed('Berlin') });
    expect(mergedValues(from, into)).toEqual({
      'tag/a': typed(true),
      'email/ola@poczta.example': typed('Ola@poczta.example'),
    });
  });

  test('X13: the name it does not get is kept as an alias, whichever is chosen', () => {
    const [ola, jan] = [named('Ola Maj'), named('Jan Maj')];
    expect(aliasesOf(mergePreview(ola, jan, 'Jan Maj', {}).fields)).toEqual(['Ola Maj']);
    expect(aliasesOf(mergePreview(ola, jan, 'Ola Maj', {}).fields)).toEqual(['Jan Maj']);
    expect(mergedValues(named('OLA  Maj'), named('Ola Maj'))).toEqual({});
  });

  test('Y, X15: first is the earliest, last the latest, counts are added up, and where from is of the latest session', () => {
    const from = named('a', {
      firstSeen: api('2026-01-02T00:00:00Z'),
      lastSeen: api('2026-03-02T00:00:00Z'),
      chats: api(2),
      browser: api('Firefox', '2026-03-02T00:00:00Z'),
    });
    const into = named('a', {
      firstSeen: api('2026-02-02T00:00:00Z'),
      lastSeen: api('2026-04-02T00:00:00Z'),
      chats: api(3),
      browser: api('Chrome', '2026-02-02T00:00:00Z'),
    });
    expect(mergePreview(from, into, 'a', {}).fields).toEqual({
      firstSeen: from.fields['firstSeen'],
      lastSeen: into.fields['lastSeen'],
      chats: api(5),
      browser: from.fields['browser'],
    });
  });

  test('G6: only what both have otherwise is asked for', () => {
    const from = { country: typed('PL'), city: typed('Gdynia'), 'tag/a': typed(true), chats: api(2) };
    const into = { country: typed('DE'), city: typed('Gdynia'), 'tag/b': typed(true), chats: api(3) };
    expect(choicesBetween({ ...from, 'custom/x': typed('1') }, { ...into, 'custom/x': typed('2') })).toEqual([
      'country',
      'custom/x',
    ]);
  });
});
