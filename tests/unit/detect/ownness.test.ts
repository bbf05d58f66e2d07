import { describe, expect, test } from 'vitest';
import { ownness } from '#lib/detect/read.ts';
import { neverMatcher } from '#lib/model/never-capture.ts';

const OWN = ['@Lampka.example', 'anna@skrzynka.example', 'jank84'];

describe('A25, G11: whose messages are the team’s own', () => {
  test.each([
    ['biuro@lampka.example', true],
    ['kuba@sklep.lampka.example', true],
    ['kuba@a.b.lampka.example', true],
    ['anna@skrzynka.example', true],
    ['jank84', true],
    ['ewa@nielampka.example', false],
    ['ewa@lampka.example.zla.example', false],
    ['x.lampka.example@zla.example', false],
    ['sklep.lampka.example', false],
    ['ewa@skrzynka.example', false],
    ['jank8', false],
  ])('%s: %s, on a page as in the list', (key, isOurs) => {
    const listed = OWN.map((what) => ({ what: what.toLowerCase(), who: 'ours' as const }));
    const why = neverMatcher(listed, { machines: false, platforms: false });
    expect([ownness(OWN)(key), why(key) === 'ours']).toEqual([isOurs, isOurs]);
  });
});
