import type { Target } from './target.ts';

/** The headings with which our own export ends, whatever is before them. */
export const OUR_END: readonly string[] = [
  'added, updated, id',
  'ajoute le, actualise le, id',
  'dodano, zaktualizowano, id',
];

/** What headings of our own export say that elsewhere say something else, or nothing. */
export const OUR_WORDS: Readonly<Record<string, Target>> = {
  nom: 'name',
  facebook: 'sender/facebook',
  instagram: 'sender/instagram',
  linkedin: 'sender/linkedin',
  x: 'sender/x',
  other: 'sender/other',
  autre: 'sender/other',
  inny: 'sender/other',
};
