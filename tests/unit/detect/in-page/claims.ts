import { attributeOf, cut, findAll, partsOf, patternOf, piecesOf, readFirst } from '#lib/detect/dom.ts';
import type { Gate, List, People, Piece, Recipe, Source, View } from '#lib/detect/recipe.ts';

/** One thing a recipe counts on, and whether this page bears it out. */
export type Claim = [path: string, holds: boolean];

/** Everything a recipe counts on, held against one page. A claim that no page bears out has no place in a recipe. */
export function claimsOf(document: Document, recipe: Recipe, url: string): Claim[] {
  const within = (path: string, roots: ParentNode[], sources: readonly Source[] = []): Claim[] =>
    sources
      .flatMap((source) => piecesOf(source))
      .map((piece) => [`${path} ${JSON.stringify(piece)}`, roots.some((root) => gives(root, piece, url))]);
  const ofGate = (path: string, gate: Gate): Claim[] => [
    ...[...(gate.url ?? []), ...(gate.notUrl ?? [])].map((text): Claim => [
      `${path} ${text}`,
      patternOf(text).test(url),
    ]),
    ...within(path, [document], [...(gate.has ?? []), ...(gate.hasNot ?? [])]),
  ];
  const ofPeople = (path: string, roots: ParentNode[], people?: People): Claim[] => {
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
    // Looked for in the message, else in the page.
    const either: ParentNode[] = [...messages, document];
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
      ...(view.also ?? []).flatMap((people, index) => ofPeople(`${view.id} also ${index}`, either, people)),
      ...within(`${view.id} orders`, either, view.orders),
      ...within(`${view.id} phone`, either, view.phone),
      ...within(`${view.id} country`, either, view.country),
      ...within(`${view.id} account`, [document], view.account),
      ...within(`${view.id} status`, [document], view.status),
    ];
  };
  const ofList = (list: List, index: number): Claim[] => {
    const rows = matches(document, list.rows);
    return [
      ...ofGate(`list ${index} gate`, list.gate),
      ...within(`list ${index} rows`, [document], [list.rows]),
      ...ofPeople(`list ${index} sender`, rows, list.sender),
      ...within(`list ${index} mark`, rows, [list.mark.at]),
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
    ...(recipe.lists ?? []).flatMap(ofList),
  ];
}

function gives(root: ParentNode, piece: Piece, url: string): boolean {
  const { at, attribute, pattern, url: inAddress } = partsOf(piece);
  if (inAddress !== undefined) return cut(url, inAddress) !== '';
  if (attribute === undefined && pattern === undefined) return matches(root, at).length > 0;
  if (attribute !== undefined && pattern === undefined)
    return matches(root, at).some((element) => attributeOf(element, attribute) !== '');
  // The reader takes the first that is found, and cuts that.
  return matches(root, at).some((element) => readFirst(element, [atHand(piece)], { zones: [], url }) !== '');
}

/** The same, at the element it names. */
function atHand(piece: Piece): Piece {
  const { attribute, pattern = '' } = partsOf(piece);
  return attribute === undefined ? { at: '', pattern } : { at: '', attribute, pattern };
}

/** Without zones and without sight: what is claimed is that the element exists. */
function matches(root: ParentNode, selector: string): Element[] {
  if (selector === '') return root instanceof Document ? [root.documentElement] : [root as Element];
  return findAll(root, selector, []);
}
