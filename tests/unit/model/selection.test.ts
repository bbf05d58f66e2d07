import { describe, expect, test } from 'vitest';
import { readSelected } from '#lib/model/selection.ts';

describe('R5: a selected text is read as whom it names', () => {
  test.each([
    ['Jan Kowalski <jan@poczta.example>', 'email', 'Jan Kowalski', 'jan@poczta.example'],
    ['jan@poczta.example', 'email', '', 'jan@poczta.example'],
    ['Od: Jan Kowalski (jan@poczta.example).', 'email', 'Jan Kowalski', 'jan@poczta.example'],
    ['"Kowalski, Jan" <Jan@Poczta.example>', 'email', 'Kowalski, Jan', 'Jan@Poczta.example'],
    ['Jan Kowalski\njan@poczta.example', 'email', 'Jan Kowalski', 'jan@poczta.example'],
    ['  jan@poczta.example \n jan@poczta.example', 'email', '', 'jan@poczta.example'],
    ['mailto:jan@poczta.example', 'email', '', 'jan@poczta.example'],
    ['Jan, +48 600 100 200', 'phone', 'Jan', '+48 600 100 200'],
    ['600 100 200', 'phone', '', '600 100 200'],
  ])('%s', (text, channel, name, address) => {
    expect(readSelected(text, 'email', 'PL')).toEqual({ channel, name, address });
  });

  test('a word on a marketplace is a login, without its @', () => {
    const login = { channel: 'allegro', name: '', address: 'jan_kowalski77' };
    expect(readSelected('jan_kowalski77', 'allegro', null)).toEqual(login);
    expect(readSelected('@jan_kowalski77', 'allegro', null)).toEqual(login);
  });

  test('a number on WhatsApp is one of WhatsApp', () => {
    expect(readSelected('+48 600 100 200', 'whatsapp', null)?.channel).toBe('whatsapp');
  });

  test('several people are nobody: which of them is meant, only the agent knows', () => {
    expect(readSelected('jan@poczta.example, ewa@poczta.example', 'email', null)?.address).toBe('');
  });

  test('a name alone is a name alone', () => {
    expect(readSelected('Jan Kowalski', 'email', null)).toEqual({
      channel: 'email',
      name: 'Jan Kowalski',
      address: '',
    });
    expect(readSelected('Jan Kowalski', 'allegro', null)?.address).toBe('');
  });

  test.each(['', '  \n '])('nothing is nobody', (text) => {
    expect(readSelected(text, 'email', null)).toBeNull();
  });
});
