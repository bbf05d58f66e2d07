import type { Requester } from '#lib/model/requester.ts';
import { readPage, type Context } from '#lib/detect/read.ts';
import type { Recipe } from '#lib/detect/recipe.ts';

/** Somebody who is in no fixture: whoever reads this address was fooled. */
export const STRANGER = 'ktos.inny@obca.example';

/** What was done to the page, what is read then, and whether anything may have become unreadable by it. */
export type Mutant = { name: string; requesters: Requester[]; mayLose: boolean };

/** Bodies, by site: where whoever writes a message may put what they like. */
const BODIES = '#messagebody, .a3s, table.message td td, [data-demo="body"]';
/** They tell what is seen: without them the page shows something else. */
const SIGHT = new Set(['style', 'hidden']);
const HIDING = [
  'display: none',
  'visibility: hidden',
  'position: absolute; left: -9999px; width: 500px',
  'height: 0; overflow: hidden; display: block; width: 0',
];

/** Reads the page again after each of many changes, undoing each. */
export function mutantsOf(document: Document, recipe: Recipe, context: Context): Mutant[] {
  const original = document.body;
  const mutants: Mutant[] = [];
  const tryOut = (name: string, mayLose: boolean, change: () => void) => {
    document.body.replaceWith(original.cloneNode(true));
    change();
    mutants.push({ name, mayLose, requesters: readPage(document, recipe, context).requesters });
  };
  tryOut('every class renamed', true, () => each(document, (element) => renameClasses(element)));
  tryOut('all text translated', true, () => translate(document));
  for (const name of attributesIn(original))
    tryOut(`no ${name} left`, true, () => each(document, (element) => element.removeAttribute(name)));
  for (const style of HIDING)
    tryOut(`a second message with ${style}`, false, () => addHidden(document, recipe, style));
  tryOut('a body that imitates the header', false, () => imitate(document, recipe));
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

function translate(document: Document): void {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode())
    if (texts.currentNode.nodeValue?.trim()) texts.currentNode.nodeValue = 'Zażółć gęślą jaźń';
}

function attributesIn(body: Element): string[] {
  const names = [...body.querySelectorAll('*')].flatMap((element) => element.getAttributeNames());
  return [...new Set(names)].filter((name) => !SIGHT.has(name));
}

function messagesIn(document: Document, recipe: Recipe): Element[] {
  const selectors = recipe.views.flatMap(({ messages }) => messages).join(',');
  return [...document.querySelectorAll(selectors)].filter(
    (element) => !element.closest(BODIES) && !element.parentElement?.closest(selectors),
  );
}

function addHidden(document: Document, recipe: Recipe, style: string): void {
  for (const message of messagesIn(document, recipe)) {
    const copy = strange(message);
    copy.setAttribute('style', style);
    message.after(copy);
  }
}

function imitate(document: Document, recipe: Recipe): void {
  const copies = messagesIn(document, recipe).map(strange);
  for (const body of document.querySelectorAll(BODIES)) {
    copies.forEach((copy) => {
      const imitation = copy.cloneNode(true) as Element;
      imitation.setAttribute('style', 'position: fixed; top: 0; left: 0; width: 600px; height: 200px');
      body.append(imitation);
    });
  }
}

/** A copy of a message in which every address is the stranger's. */
function strange(message: Element): Element {
  const copy = message.cloneNode(true) as Element;
  // Taken apart and put together again as markup: addresses stand in texts and attributes alike.
  const markup = new DOMParser().parseFromString(
    `<table><tbody><tr><td>${copy.outerHTML.replace(/[^\s"'<>;&:(]+@[^\s"'<>;&)]+/gu, STRANGER)}</td></tr></tbody></table>`,
    'text/html',
  );
  return markup.querySelector('td')?.firstElementChild ?? copy;
}
