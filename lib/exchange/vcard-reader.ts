import { isQuotedPrintable, readProperty, type VCardProperty } from './vcard-line.ts';

/**
 * Reads vCards of versions 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350) as they come, piece by piece. `line`: where the card
 * begins, from 1 · `isBroken`: it never ends, or something in it is no property.
 */
export type VCard = { line: number; properties: VCardProperty[]; isBroken: boolean };

export type VCardReader = { read(piece: string): VCard[]; end(): VCard[] };

/** UTF-16 units of one property with all its folds: a picture may be longer, and is not read anyway. */
const PROPERTY_LIMIT = 100_000;
const PROPERTIES_LIMIT = 1000;

type Open = VCard & { inner: number };

export function createVCardReader(): VCardReader {
  const lines = createLines();
  const cards = createCards();
  const unfolding = createUnfolding((text, line) => cards.take(text, line));
  return {
    read(piece) {
      for (const line of lines.read(piece)) unfolding.take(line);
      return cards.done();
    },
    end() {
      for (const line of lines.end()) unfolding.take(line);
      unfolding.end();
      cards.close(true);
      return cards.done();
    },
  };
}

/** Puts folded lines together, and those that quoted-printable breaks. @param take a whole line, and where it begins */
function createUnfolding(take: (text: string, line: number) => void) {
  let [open, begins, at] = ['', 1, 0];
  const end = () => {
    take(open.trim(), begins);
    open = '';
  };
  return {
    take(text: string): void {
      at += 1;
      const isSoftBroken = open.endsWith('=') && isSoft(open);
      const isFolded = /^[ \t]/u.test(text);
      if (isSoftBroken || isFolded) {
        const before = isSoftBroken ? open.slice(0, -1) : open;
        const more = isFolded && !isSoftBroken ? text.slice(1) : text;
        if (before.length < PROPERTY_LIMIT) open = (before + more).slice(0, PROPERTY_LIMIT);
        return;
      }
      end();
      open = text.slice(0, PROPERTY_LIMIT);
      begins = at;
    },
    end,
  };
}

/** Gathers properties into cards. */
function createCards() {
  let card: Open | null = null;
  let cards: VCard[] = [];
  const close = (isBroken: boolean) => {
    if (card)
      cards.push({ line: card.line, properties: card.properties, isBroken: card.isBroken || isBroken });
    card = null;
  };
  const begin = (line: number) => {
    // A card in a card is the agent of vCard 2.1; any other was never ended.
    const last = card?.properties.at(-1);
    if (card && (card.inner > 0 || (last?.name === 'AGENT' && last.value.trim() === ''))) card.inner += 1;
    else {
      close(true);
      card = { line, properties: [], isBroken: false, inner: 0 };
    }
  };
  const end = () => {
    if (card && card.inner > 0) card.inner -= 1;
    else close(false);
  };
  const take = (text: string, line: number) => {
    if (/^BEGIN:VCARD$/iu.test(text)) return begin(line);
    if (!card || text === '') return;
    if (/^END:VCARD$/iu.test(text)) return end();
    if (card.inner > 0) return;
    const property = readProperty(text);
    if (property && card.properties.length < PROPERTIES_LIMIT) card.properties.push(property);
    else card.isBroken = true;
  };
  const done = () => {
    const ready = cards;
    cards = [];
    return ready;
  };
  return { take, close, done };
}

function isSoft(line: string): boolean {
  const property = readProperty(line);
  return property !== null && isQuotedPrintable(property);
}

/** Takes text apart into lines; of one that never ends only the beginning is kept. */
function createLines() {
  let rest = '';
  let afterReturn = false;
  return {
    *read(piece: string): Generator<string> {
      let text = rest + (afterReturn && piece.startsWith('\n') ? piece.slice(1) : piece);
      afterReturn = piece.endsWith('\r');
      let from = 0;
      for (const { index, 0: mark } of text.matchAll(/\r\n|[\r\n]/gu)) {
        yield text.slice(from, index);
        from = index + mark.length;
      }
      text = text.slice(from);
      rest = text.length > PROPERTY_LIMIT * 2 ? text.slice(0, PROPERTY_LIMIT * 2) : text;
    },
    *end(): Generator<string> {
      if (rest !== '') yield rest;
      rest = '';
    },
  };
}
