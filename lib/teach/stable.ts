/**
 * What of a page's markup stays what it is from one message to the next, and from one release to another (R15). Never
 * classes: they are styles, and many are hashed; never what was made for one record alone.
 */

/** Attributes by which applications name their parts, the most telling first. */
const NAMING = [
  'data-testid',
  'data-test-id',
  'data-test',
  'data-qa',
  'data-cy',
  'data-automation-id',
  'data-field',
  'data-role',
  'data-name',
  'data-type',
  'data-component',
  'data-section',
  'itemprop',
  'name',
  'headers',
  'rel',
  'role',
  'aria-label',
];
/** Elements that say what they are, of which a page has few. */
const TELLING = new Set(['h1', 'h2', 'h3', 'address', 'main', 'header', 'aside', 'article', 'nav', 'dl']);
/** What bears a name for the parts around it. */
const LANDMARKS = new Set(['main', 'header', 'aside', 'article', 'form', 'dialog', 'table', 'address', 'dl']);

/** Whether a word was given by a person who wrote the page, not made by a program for one build or one record. */
export function isStable(value: string): boolean {
  if (!/^[A-Za-z][\w:.-]{1,39}$/u.test(value)) return false;
  // A number counts something: the first message, the comment with this id.
  return !/\d/u.test(value) && !value.split(/[-_:.]/u).some((part) => isHashed(part));
}

/** Letters as no word has them: `xK3vQ`, `css1a2b`, `bcdfghj`. */
function isHashed(part: string): boolean {
  const changes = part.match(/[a-z][A-Z]{2,}[a-z]|[A-Z][a-z][A-Z]/gu)?.length ?? 0;
  return changes > 0 || /[bcdfghjklmnpqrstvwxz]{6}/iu.test(part);
}

/** Selectors that an element answers to by itself, the best first, without classes and without what it says. */
export function namesOf(element: Element, said: string): string[] {
  return [...givenNames(element, said), ...kindsOf(element, said)];
}

/** Names that the application gave an element. */
export function givenNames(element: Element, said: string): string[] {
  const tag = element.localName;
  if (!/^[a-z][a-z0-9-]*$/u.test(tag) || tag.startsWith('carnet-')) return [];
  const named = NAMING.flatMap((name) => {
    const value = element.getAttribute(name);
    return value !== null && isName(name, value, said) ? [`[${name}="${value}"]`] : [];
  });
  const id =
    element.id !== '' && isStable(element.id) && !says(element.id, said) ? [`[id="${element.id}"]`] : [];
  return [...named, ...id, ...bearing(element, said)];
}

/** What an element is, as others may be, too: in a message's own text anybody can put one of them. */
function kindsOf(element: Element, said: string): string[] {
  const telling = TELLING.has(element.localName) ? [element.localName] : [];
  return [...linkOf(element, said), ...telling];
}

/** What holds the message's own text as well as what is told of it. */
export function isBroad(name: string): boolean {
  return /^(?:main|article|form|dialog|table|body)$|^\[role="/u.test(name);
}

export function isLandmark(element: Element): boolean {
  return LANDMARKS.has(element.localName);
}

function isName(name: string, value: string, said: string): boolean {
  if (says(value, said)) return false;
  return name === 'aria-label' ? /^\p{L}[\p{L} .-]{2,39}$/u.test(value) : isStable(value);
}

/** Whether an attribute repeats what the element says, and so is another one with the next message. */
function says(value: string, said: string): boolean {
  const folded = value.toLowerCase();
  return said !== '' && (folded.includes(said.toLowerCase()) || said.toLowerCase() === folded);
}

/** Attributes that carry the very value: their presence is the name, as `data-email="maja@poczta.example"`, or Gmail's `email`. */
function bearing(element: Element, said: string): string[] {
  return [...element.attributes]
    .filter(
      ({ name, value }) => /^(?:data-[a-z][a-z-]{1,30}|email)$/u.test(name) && said !== '' && value === said,
    )
    .map(({ name }) => `[${name}]`);
}

/** What links of a kind have in common: `a[href^="mailto:"]`, `a[href*="/customers/"]`. */
function linkOf(element: Element, said: string): string[] {
  const href = element.localName === 'a' ? (element.getAttribute('href') ?? '') : '';
  const scheme = /^(?:mailto|tel):/u.exec(href)?.[0];
  if (scheme !== undefined) return [`a[href^="${scheme}"]`];
  const path = URL.parse(href, element.baseURI)?.pathname.split('/').slice(1) ?? [];
  const place = path.findIndex((part, index) => index > 0 && (isNumberOfOne(part) || says(part, said)));
  const before = path[place - 1];
  return before !== undefined && isStable(before) ? [`a[href*="/${before}/"]`] : [];
}

/** Whether a part of an address stands for one record: a number, an id, a login with digits, an address. */
export function isNumberOfOne(part: string): boolean {
  if (/\d/u.test(part)) return !/^v\d$/u.test(part);
  const isMixed = part.length > 12 && /[a-z][A-Z]/u.test(part) && /[A-Z]{2}/u.test(part);
  return part.length > 24 || isMixed || /[@%=]/u.test(part);
}
