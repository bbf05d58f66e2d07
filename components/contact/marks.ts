import { foldText } from '#lib/model/text.ts';

/** Where a text matches: UTF-16 offsets, from inclusive, to exclusive. */
export type Mark = { from: number; to: number };

/** A text folded as search folds it, and for each folded unit the piece of the original it was made of. */
type Folded = { text: string; from: number[]; to: number[] };

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** A search for a number: digits and what people write between them. */
const NUMBER = /^[\d\s()+./-]+$/u;

/**
 * The parts of a text that a search text matches: each of its words wherever it stands, without case and accents, and
 * the digits of a number over whatever is written between them (A37, A38). Never more than the words themselves: where
 * folding changes the length (ß, ﬁ), whole letters of the original are marked.
 * @returns marks in order, none touching another
 */
export function findMarks(text: string, search: string): Mark[] {
  const folded = foldByLetter(text);
  const words = foldText(search).split(' ').filter(Boolean);
  const found = words.flatMap((word) => occurrences(folded, word));
  return joined(found.length > 0 ? found : digitMarks(folded, search));
}

function digitMarks(folded: Folded, search: string): Mark[] {
  const wanted = search.replace(/\D/gu, '').replace(/^0+/u, '');
  if (wanted.length < 3 || !NUMBER.test(search.trim())) return [];
  const places = Array.from(folded.text.matchAll(/\d/gu), ({ index }) => index);
  const digits: Folded = {
    text: places.map((at) => folded.text.charAt(at)).join(''),
    from: places.map((at) => folded.from[at] ?? 0),
    to: places.map((at) => folded.to[at] ?? 0),
  };
  return occurrences(digits, wanted);
}

function foldByLetter(text: string): Folded {
  const folded: Folded = { text: '', from: [], to: [] };
  for (const { segment, index } of graphemes.segment(text)) {
    const piece = /^\s+$/u.test(segment) ? ' ' : foldText(segment);
    folded.text += piece;
    for (let unit = 0; unit < piece.length; unit += 1) {
      folded.from.push(index);
      folded.to.push(index + segment.length);
    }
  }
  return folded;
}

function occurrences({ text, from, to }: Folded, word: string): Mark[] {
  const marks: Mark[] = [];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length))
    marks.push({ from: from[at] ?? 0, to: to[at + word.length - 1] ?? 0 });
  return marks;
}

function joined(marks: Mark[]): Mark[] {
  const result: Mark[] = [];
  for (const mark of marks.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && mark.from <= last.to) last.to = Math.max(last.to, mark.to);
    else result.push({ ...mark });
  }
  return result;
}
