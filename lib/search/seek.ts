/** Finds the first place of a form in a text, from a place on; -1 for none. */
export type Seek = (text: string, from: number) => number;

/** From so many letters on a regular expression skips farther than `indexOf` does. */
const LONG = 5;

/**
 * V8's `indexOf` goes from one place of the form's first letter to the next, which in numbers is every few letters. Its
 * regular expressions skip ahead by all letters of the form, up to six times faster, unless they are letters alone, which
 * go to `indexOf`: hence the classes, each with a character that no text has.
 */
export function seekerOf(form: string): Seek {
  const { length } = form;
  if (length === 1 || (length < LONG && !/^\d/u.test(form))) return (text, from) => text.indexOf(form, from);
  const units = form.split('').map((unit) => `[${escapeUnit(unit)}\\uffff]`);
  const pattern = new RegExp(units.join(''), 'g');
  // V8 interprets the first run of a pattern, ten times slower, and compiles it for the second.
  pattern.test('');
  return (text, from) => {
    pattern.lastIndex = from;
    return pattern.test(text) ? pattern.lastIndex - length : -1;
  };
}

// oxlint-disable-next-line unicorn/prefer-code-point -- a pattern without the flag `u` reads units
const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
