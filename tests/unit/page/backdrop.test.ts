import { expect, test } from 'vitest';
import { lightness } from '../../../entrypoints/display/backdrop.ts';

test.each([
  ['rgb(255, 255, 255)', 1],
  ['rgb(0, 0, 0)', 0],
  ['rgba(0, 0, 0, 0)', null],
  ['rgba(20, 20, 20, 0.3)', null],
  ['', null],
])('G1: behind %s lies a lightness of %s', (color, light) => {
  expect(lightness(color)).toBe(light);
});

test('G1: a webmail’s dark theme is dark, its light grey is light', () => {
  expect(lightness('rgb(33, 41, 46)')).toBeLessThan(0.45);
  expect(lightness('rgb(243, 243, 243)')).toBeGreaterThan(0.45);
});
