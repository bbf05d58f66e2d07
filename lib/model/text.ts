/**
 * The forms of a text that rules compare: cleaned for storing, keyed for uniqueness, folded for search.
 * All are made here, in TypeScript, on both sides of the wire; never by SQL `lower()` (law 2).
 */

// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const CONTROL = /[\u0000-\u001F\u007F-\u009F]/gu;
// Letters that NFD does not take apart, and marks that a word processor sets, written as people type them.
const PLAIN: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '‐': '-',
  '‑': '-',
  '–': '-',
  // A final sigma is one only until more is typed.
  ς: 'σ',
};
const PLAIN_LETTERS = /[łøđðħıßæœþς’‘ʼ‐‑–]/gu;

// Most texts are plain ASCII, on which only spaces and case matter: ten times as fast for 100,000 contacts.
const PRINTABLE = /^[\u0020-\u007E]*$/u;
const oneSpaced = (text: string) => text.replace(/ {2,}/gu, ' ').trim();
// Nearly all others are Latin letters in one piece, and lines: nothing to compose, and nothing invisible among them.
const LATIN = /^[\t\n\f\r\u0020-\u007E\u00A1-\u00AC\u00AE-\u024F]*$/u;

/** Whether a text is of the characters of ASCII that can be seen, and spaces. */
export function isPlain(text: string): boolean {
  return PRINTABLE.test(text);
}

/** What is stored of a text a person or a page gave: NFC, no control or invisible characters, single spaces, trimmed. */
export function cleanText(text: string): string {
  if (PRINTABLE.test(text)) return oneSpaced(text);
  const shown = LATIN.test(text) ? text : withoutInvisible(text.normalize('NFC').replace(CONTROL, ' '));
  return shown.replace(/\s+/gu, ' ').trim();
}

/**
 * Without characters that show nothing and make two names look equal: zero-width, bidi marks and overrides, fillers. The
 * joiners, variation selectors and tags that emoji and Indic words are built with are kept in what is stored. The patterns
 * on properties of characters stand where they are used: to make one takes half a millisecond, and most pages and workers
 * never need it.
 */
function withoutInvisible(text: string): string {
  return text.replace(
    /(?!\u200C|\u200D|\uFE0E|\uFE0F|[\u{E0020}-\u{E007F}])\p{Default_Ignorable_Code_Point}/gu,
    '',
  );
}

/** A text as search sees it: case, accents and width folded. `Żółć` and `zolc` fold alike (A38). */
export function foldText(text: string): string {
  if (PRINTABLE.test(text)) return oneSpaced(text).toLowerCase();
  const known = folded.get(text);
  if (known !== undefined) return known;
  const made = fold(text);
  if (text.length > NAME) return made;
  // All at once: whoever works through many contacts comes back to each name within a moment, and then never again.
  if (folded.size >= FOLDED) folded.clear();
  folded.set(text, made);
  return made;
}

/** Names folded lately: each is compared, keyed and packed half a dozen times while it is imported or edited. */
const folded = new Map<string, string>();
const FOLDED = 4000;
/** Characters of what is worth keeping. */
const NAME = 120;

function fold(text: string): string {
  const seen = cleanText(text.normalize('NFKC')).replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  return (
    seen
      .trim()
      .toLowerCase()
      .normalize('NFD')
      // Marks fall away only behind Latin, Greek and Cyrillic letters: in Hindi or Japanese they change the word.
      .replace(/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{Mn}+/gu, '$1')
      .replace(PLAIN_LETTERS, (letter) => PLAIN[letter] ?? letter)
      .normalize('NFC')
  );
}

/**
 * The key under which a contact's name is unique in its workspace: case, spaces and diacritics folded (A20).
 * @returns '' for a name of nothing but spaces and invisible characters, which is no name.
 */
export function nameKey(name: string): string {
  return foldText(name);
}
