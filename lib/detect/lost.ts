import { cut } from '#lib/detect/dom.ts';
import { peopleIn } from '#lib/detect/person.ts';
import { ownness, type Context, type Reading } from '#lib/detect/read.ts';
import type { Recipe } from '#lib/detect/recipe.ts';

/**
 * Whether a page is one that somebody taught Carnet to read, and it finds nobody there any more (R15): its address is
 * that of a message, or what was taught beside the person is still found. A page of our own message is not lost.
 */
export function isLost(document: Document, recipe: Recipe, reading: Reading, { url, own }: Context): boolean {
  const [view] = recipe.views;
  if (recipe.grade !== 'taught' || reading.view === null || reading.requesters.length > 0 || !view)
    return false;
  const [person] = peopleIn(document, view.sender, recipe.channel, { zones: recipe.exclude, url });
  const account = reading.about?.integration;
  if (person && ownness([...own, ...(account === undefined ? [] : [account])])(person.key)) return false;
  const { subject, orders } = reading.about ?? {};
  const isMessage = recipe.conversationInUrl !== undefined && cut(url, recipe.conversationInUrl) !== '';
  return isMessage || Boolean(subject) || Boolean(orders?.length);
}
