import { readAll } from '#lib/detect/dom.ts';
import { holds } from '#lib/detect/gate.ts';
import { addressIn, peopleIn } from '#lib/detect/person.ts';
import { NOTHING, ownness, type Context, type Reading } from '#lib/detect/read.ts';
import type { Recipe } from '#lib/detect/recipe.ts';

/**
 * Whom the answer goes to that is being written on a page of its own, where the message answered is out of sight: what is
 * known of them is then still beside it (D2, R11). No chip stands there, since nobody wrote anything. Only the person the
 * application itself put there, and never an own address; whoever is typed later is nobody's requester.
 */
export function readAnswered(document: Document, recipe: Recipe, { url, own }: Context): Reading {
  const { answering } = recipe;
  if (!answering || !holds(document, answering.gate, recipe, url)) return NOTHING;
  const account = recipe.views
    .flatMap((view) => view.own ?? [])
    .flatMap((source) => readAll(document, source, { zones: [], url }));
  const isOwn = ownness([...own, ...account.map(addressIn)]);
  const bounds = { zones: [], url, asItCame: true };
  const person = peopleIn(document, answering.to, recipe.channel, bounds).find(({ key }) => !isOwn(key));
  if (!person) return NOTHING;
  return {
    view: 'answering',
    about: null,
    requesters: [
      {
        site: recipe.site,
        channel: person.channel,
        name: person.name,
        address: person.address,
        confidence: 'likely',
        readFrom: 'recipient',
      },
    ],
    anchors: [null],
    evidence: [person.element],
    messages: [person.element],
    bodies: [null],
  };
}
