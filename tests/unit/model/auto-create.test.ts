import { expect, test } from 'vitest';
import { isAutoCreated, readAutoCreate } from '#lib/model/auto-create.ts';

const jan = { address: 'jan@poczta.example', confidence: 'sure', readFrom: 'header' } as const;

test('G20: nobody is added by itself while the team has not said so', () => {
  expect(isAutoCreated('never', 'open', jan)).toBe(false);
  expect(isAutoCreated('never', 'reply', jan)).toBe(false);
  expect(readAutoCreate(undefined)).toBe('never');
  expect(readAutoCreate('always')).toBe('never');
});

test('G20: on open is on open, on reply is on reply', () => {
  expect(isAutoCreated('open', 'open', jan)).toBe(true);
  expect(isAutoCreated('open', 'reply', jan)).toBe(false);
  expect(isAutoCreated('reply', 'open', jan)).toBe(false);
  expect(isAutoCreated('reply', 'reply', jan)).toBe(true);
});

test('G20, law 8: never anybody who is not sure to be the writer, nor who has no address', () => {
  for (const policy of ['open', 'reply'] as const) {
    expect(isAutoCreated(policy, policy, { ...jan, confidence: 'unsure' })).toBe(false);
    expect(isAutoCreated(policy, policy, { ...jan, readFrom: 'selection' })).toBe(false);
    expect(isAutoCreated(policy, policy, { ...jan, address: '' })).toBe(false);
  }
});

test('G20: whom an answer goes to has written nothing that is open: only the answer adds them', () => {
  expect(isAutoCreated('open', 'open', { ...jan, readFrom: 'recipient' })).toBe(false);
  expect(isAutoCreated('reply', 'reply', { ...jan, readFrom: 'recipient' })).toBe(true);
});
