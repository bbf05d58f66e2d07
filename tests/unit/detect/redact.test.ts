// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { redact } from '#lib/detect/redact.ts';
import { fixtures } from './fixtures.ts';

// No frame is loaded here, and happy-dom says so aloud for each.
const parse = (html: string) =>
  new DOMParser().parseFromString(html.replaceAll('<iframe', '<iframe-'), 'text/html').documentElement;

test.each(fixtures)('G28: nothing of anybody is left of $name', ({ path, expected }) => {
  const html = readFileSync(path, 'utf8');
  const redacted = redact(parse(html));
  const words = [...html.matchAll(/[\p{L}\d._+'-]+@[\p{L}\d.-]+/gu)].map(([address]) => address);
  expect(redacted.match(/[^\s"'<>;]+@(?!b\.example)[^\s"'<>&]+/gu)).toBeNull();
  for (const word of [...words, ...expected.requesters.map(({ name }) => name)])
    expect(word === '' || !redacted.includes(word)).toBe(true);
});

test('the structure stays: elements, classes, roles, and which attributes there are', () => {
  const page = parse(
    '<div class="adn ads" role="listitem"><span class="gD" email="jan@a.example" name="Jan">Jan</span></div>',
  );
  const inside = redact(page.querySelector('div') as Element);
  expect(inside).toBe(
    '<div class="adn ads" role="listitem"><span class="gD" email="a@b.example" name="x">x</span></div>',
  );
});

test('scripts, templates, typed text and odd names are left out', () => {
  const page = parse(
    '<p onclick="jan()" class="jan@a.example ok"><script>jan</script><textarea>jan</textarea><input value="jan kowalski"><!--jan--></p>',
  );
  expect(redact(page.querySelector('p') as Element)).toBe(
    '<p class="ok"><script></script><textarea></textarea><input value="x x"></input></p>',
  );
});
