import type { Grade, People, Recipe, View } from '#lib/detect/recipe.ts';
import { channelFacts, type SenderKind } from '#lib/model/channel.ts';

/** What can be read of a conversation, in the order in which it is told; the kinds of a sender's address among them. */
export const readables = [
  'name',
  'email',
  'login',
  'profile',
  'phone',
  'orders',
  'account',
  'subject',
  'status',
  'country',
  'conversation',
  'list',
] as const;
export type Readable = (typeof readables)[number];

/** What is known of a recipe without loading it. */
export type Known = { readonly grade: Grade; readonly reads: readonly Readable[] };

const PERSON: ReadonlySet<Readable> = new Set(['email', 'login', 'profile', 'phone', 'name']);

/** Whether a recipe shows who wrote; else the person is picked by hand. */
export const readsPerson = ({ reads }: Known): boolean => reads.some((what) => PERSON.has(what));

/** By the recipe's id: the file `recipes/index.json` of the built extension. */
export type KnownRecipes = Readonly<Record<string, Known>>;

/** What the built-in recipes can do, told by themselves: nothing is promised that no recipe says. */
export function knownOf(recipes: readonly Recipe[]): KnownRecipes {
  return Object.fromEntries(
    recipes
      .toSorted((one, other) => (one.site < other.site ? -1 : 1))
      .map((recipe) => [recipe.site, { grade: recipe.grade, reads: readsOf(recipe) }]),
  );
}

/** What a recipe reads on one of the site's pages at least. */
export function readsOf(recipe: Recipe): Readable[] {
  const reads = new Set<Readable>(recipe.views.flatMap((view) => readsOfView(view, recipe.channel)));
  if ((recipe.lists ?? []).length > 0) reads.add('list');
  if (recipe.conversationInUrl !== undefined) reads.add('conversation');
  return readables.filter((one) => reads.has(one));
}

function readsOfView(view: View, channel: string): Readable[] {
  const people = [view.sender ?? [], view.replyTo ?? [], view.also ?? []].flat();
  const account = view.account ?? view.own ?? view.recipients?.at ?? [];
  const told: [Readable, readonly unknown[] | undefined][] = [
    ['phone', view.phone],
    ['orders', view.orders],
    ['account', account],
    ['subject', view.subject],
    ['status', view.status],
    ['country', view.country],
    ['conversation', view.conversation],
  ];
  return [
    ...people.flatMap((one) => readsOfPeople(one, channel)),
    ...told.flatMap(([what, sources = []]) => (sources.length > 0 ? [what] : [])),
  ];
}

function readsOfPeople(people: People, channel: string): Readable[] {
  const kind: SenderKind = channelFacts(people.channel ?? channel).kind;
  return [
    ...(people.name.length > 0 ? (['name'] as const) : []),
    ...(people.address.length > 0 ? [kind] : []),
  ];
}
