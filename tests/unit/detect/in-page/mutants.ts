import type { Requester } from '#lib/model/requester.ts';
import { findAll } from '#lib/detect/dom.ts';
import { readPage, type Context } from '#lib/detect/read.ts';
import type { Recipe } from '#lib/detect/recipe.ts';

/** Somebody who is in no fixture: whoever reads this address was fooled. */
export const STRANGER = 'ktos.inny@obca.example';

/** What was done to the page, what is read then, and whether anything may have become unreadable by it. */
export type Mutant = { name: string; requesters: Requester[]; mayLose: boolean };

/** Whoever is read under this name was read where nothing may be. */
const STRANGE_NAME = 'ktos_inny_77';
const WORDS = 'Zażółć gęślą jaźń';
/** They tell what is seen: without them the page shows something else. */
const SIGHT = new Set(['style', 'hidden']);
const HIDING = [
  'display: none',
  'visibility: hidden',
  'position: absolute; left: -9999px; width: 500px',
  'height: 0; overflow: hidden; display: block; width: 0',
];

/** What a page is changed by: who it shows, and what of its text are people rather than words. */
type Cast = { context: Context; names: string[]; people: string[] };

/** Reads the page again after each of many changes, undoing each. */
export function mutantsOf(document: Document, recipe: Recipe, { context, names, people }: Cast): Mutant[] {
  const original = document.body;
  const mutants: Mutant[] = [];
  const tryOut = (name: string, mayLose: boolean, change: () => void) => {
    document.body.replaceWith(original.cloneNode(true));
    change();
    mutants.push({ name, mayLose, requesters: readPage(document, recipe, context).requesters });
  };
  tryOut('every class renamed', true, () => each(document, (element) => renameClasses(element)));
  // An e-mail address can be told from words; a login cannot, and no translation would change it.
  tryOut('all text translated', true, () => translate(document, recipe.channel === 'email' ? [] : people));
  for (const name of attributesIn(original))
    tryOut(`no ${name} left`, true, () => each(document, (element) => element.removeAttribute(name)));
  for (const style of HIDING)
    tryOut(`a second message with ${style}`, false, () => addHidden(document, recipe, { style, names }));
  tryOut('a body that imitates the header', false, () => imitate(document, recipe, names));
  document.body.replaceWith(original);
  return mutants;
}

function each(document: Document, change: (element: Element) => void): void {
  document.body.querySelectorAll('*').forEach(change);
  change(document.body);
}

function renameClasses(element: Element): void {
  if (element.hasAttribute('class'))
    element.setAttribute('class', [...element.classList].map((name) => `x${name}`).join(' '));
}

function translate(document: Document, people: string[]): void {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.nodeValue ?? '';
    if (text.trim() && !people.some((one) => text.includes(one))) texts.currentNode.nodeValue = WORDS;
  }
}

function attributesIn(body: Element): string[] {
  const names = [...body.querySelectorAll('*')].flatMap((element) => element.getAttributeNames());
  return [...new Set(names)].filter((name) => !SIGHT.has(name));
}

/** Zones and bodies: where whoever writes a message may put what they like, or nothing may be read. */
export function bodiesOf({ exclude, views }: Recipe): string {
  return [...new Set([...exclude, ...views.flatMap(({ body = [] }) => body)])].join(',') || 'never';
}

/** The messages of a page; where the page itself is one, who wrote it. */
function messagesIn(document: Document, recipe: Recipe): Element[] {
  const bodies = bodiesOf(recipe);
  const find = (selectors: readonly string[]) =>
    [...new Set(selectors.flatMap((selector) => findAll(document, selector, [])))].filter(
      (element) => !element.closest(bodies) && !element.contains(document.body),
    );
  const found = find(recipe.views.flatMap(({ messages }) => messages));
  const shown = found.length > 0 ? found : find(recipe.views.flatMap(({ sender }) => sender?.at ?? []));
  return shown.filter((element) => !shown.some((other) => other !== element && other.contains(element)));
}

function addHidden(
  document: Document,
  recipe: Recipe,
  { style, names }: { style: string; names: string[] },
): void {
  for (const message of messagesIn(document, recipe)) {
    const copy = strange(message, names);
    copy.setAttribute('style', style);
    message.after(copy);
  }
}

function imitate(document: Document, recipe: Recipe, names: string[]): void {
  const copies = messagesIn(document, recipe).map((message) => strange(message, names));
  for (const body of document.querySelectorAll(bodiesOf(recipe))) {
    copies.forEach((copy) => {
      const imitation = copy.cloneNode(true) as Element;
      imitation.setAttribute('style', 'position: fixed; top: 0; left: 0; width: 600px; height: 200px');
      body.append(imitation);
    });
  }
}

/** A copy of a message in which every address, and everybody who is shown, is the stranger. */
export function strange(message: Element, names: string[]): Element {
  const copy = message.cloneNode(true) as Element;
  const named = names.reduce((markup, name) => markup.replaceAll(name, STRANGE_NAME), copy.outerHTML);
  // Taken apart and put together again as markup: addresses stand in texts and attributes alike.
  const markup = new DOMParser().parseFromString(
    `<table><tbody><tr><td>${named.replace(/[^\s"'<>;&:(]+@[^\s"'<>;&)]+/gu, STRANGER)}</td></tr></tbody></table>`,
    'text/html',
  );
  return (
    (message.localName === 'body'
      ? markup.querySelector('td')
      : markup.querySelector('td')?.firstElementChild) ?? copy
  );
}
