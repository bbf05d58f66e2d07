import { partsOf, patternOf } from '#lib/detect/dom.ts';
import type { Gate, People, Recipe, Source, View } from '#lib/detect/recipe.ts';

/** One thing a recipe counts on, and whether this page bears it out. */
export type Claim = [path: string, holds: boolean];

/** Everything a recipe counts on, held against one page. A claim that no page bears out has no place in a recipe. */
export function claimsOf(document: Document, recipe: Recipe, url: string): Claim[] {
  const within = (path: string, roots: ParentNode[], sources: readonly Source[] = []): Claim[] =>
    sources.map((source) => [`${path} ${JSON.stringify(source)}`, roots.some((root) => gives(root, source))]);
  const ofGate = (path: string, gate: Gate): Claim[] => [
    ...[...(gate.url ?? []), ...(gate.notUrl ?? [])].map((text): Claim => [
      `${path} ${text}`,
      patternOf(text).test(url),
    ]),
    ...within(path, [document], [...(gate.has ?? []), ...(gate.hasNot ?? [])]),
  ];
  const ofPeople = (path: string, roots: Element[], people?: People): Claim[] => {
    if (!people) return [];
    const persons = people.at.flatMap((at) => roots.flatMap((root) => matches(root, at)));
    return [
      ...within(`${path} at`, roots, people.at),
      ...within(`${path} address`, persons, people.address),
      ...within(`${path} name`, persons, people.name),
    ];
  };
  const ofView = (view: View): Claim[] => {
    const messages = view.messages.flatMap((at) => matches(document, at));
    return [
      ...ofGate(`${view.id} gate`, view.gate),
      ...within(`${view.id} messages`, [document], view.messages),
      ...ofPeople(`${view.id} sender`, messages, view.sender),
      ...ofPeople(`${view.id} replyTo`, messages, view.replyTo),
      ...ofPeople(`${view.id} recipients`, messages, view.recipients),
      ...within(`${view.id} confirm`, messages, view.confirm),
      ...within(`${view.id} own`, [document], view.own),
      ...within(`${view.id} subject`, [document], view.subject),
      ...within(`${view.id} conversation`, [document], view.conversation),
      ...within(
        `${view.id} chip`,
        messages,
        view.chip.map(({ at }) => at),
      ),
      ...within(`${view.id} body`, [document], view.body),
      ...within(`${view.id} picture`, [document], view.picture),
    ];
  };
  return [
    ...recipe.nobody.flatMap((gate) => ofGate('nobody', gate)),
    ...within('exclude', [document], recipe.exclude),
    ...within('reply', [document], recipe.reply),
    ...(recipe.answering
      ? [
          ...ofGate('answering gate', recipe.answering.gate),
          ...ofPeople('answering to', [document.documentElement], recipe.answering.to),
        ]
      : []),
    ...(recipe.conversationInUrl === undefined
      ? []
      : [['conversationInUrl', patternOf(recipe.conversationInUrl).test(url)] satisfies Claim]),
    ...recipe.views.flatMap(ofView),
  ];
}

function gives(root: ParentNode, source: Source): boolean {
  const { at, attribute, pattern } = partsOf(source);
  return matches(root, at).some((element) => {
    if (attribute === undefined && pattern === undefined) return true;
    const text = (attribute === undefined ? element.textContent : element.getAttribute(attribute)) ?? '';
    return pattern === undefined ? text !== '' : patternOf(pattern).test(text.trim());
  });
}

/** Without zones and without sight: what is claimed is that the element exists. */
function matches(root: ParentNode, selector: string): Element[] {
  if (selector === '') return root instanceof Element ? [root] : [];
  return [...root.querySelectorAll(selector)];
}
