/** The encodings that contact files come in; names as `TextDecoder` takes them. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1250', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Bytes read at once: a few milliseconds of work, so that the page can draw between two of them. */
const SLICE = 512 * 1024;

// Bytes that are letters in one of the two pages and in the other signs that stand in no word: ą ł ż ź Ł Ż Ą Ź ť ľ ě
// in windows-1250, à û å ã õ in windows-1252. Letters that both have (é, ö, ç) tell nothing.
const OF_1250 = new Set([0xb9, 0xb3, 0xbf, 0x9f, 0xa3, 0xaf, 0xa5, 0x8f, 0x9d, 0xbe, 0xec]);
const OF_1252 = new Set([0xe0, 0xfb, 0xe5, 0xe3, 0xf5]);

/**
 * The encoding of a file of text: by its mark where it has one, else UTF-16 by its zero bytes, UTF-8 if all of it is
 * but for some broken letters, else the Windows page whose letters it uses.
 * @param prefers1250 what it is where nothing tells: whoever works in Polish most likely has it from a Polish Windows
 */
export async function findEncoding(
  file: Blob,
  prefers1250: boolean,
  signal?: AbortSignal,
): Promise<Encoding> {
  const head = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
  const marked = byMark(head) ?? byZeros(head);
  if (marked) return marked;
  const decoder = new TextDecoder('utf-8');
  const letters = { of1250: 0, of1252: 0 };
  const read = { good: 0, bad: 0 };
  for await (const bytes of slices(file, signal)) {
    countRead(decoder.decode(bytes, { stream: true }), read);
    countLetters(bytes, letters);
  }
  countRead(decoder.decode(), read);
  // A broken letter here and there leaves a file what it is; of another encoding hardly any letter reads as UTF-8.
  if (read.bad * 10 <= read.good) return 'utf-8';
  if (letters.of1250 === letters.of1252) return prefers1250 ? 'windows-1250' : 'windows-1252';
  return letters.of1250 > letters.of1252 ? 'windows-1250' : 'windows-1252';
}

/** The text of a file, piece by piece, without its mark. Bytes that are no letters become U+FFFD. */
export async function* readText(
  file: Blob,
  encoding: string,
  signal?: AbortSignal,
): AsyncGenerator<{ text: string; done: number }> {
  const decoder = new TextDecoder(encoding);
  let done = 0;
  for await (const bytes of slices(file, signal)) {
    done += bytes.length;
    yield { text: decoder.decode(bytes, { stream: true }), done };
  }
  yield { text: decoder.decode(), done };
}

async function* slices(file: Blob, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += SLICE) {
    signal?.throwIfAborted();
    yield new Uint8Array(await file.slice(at, at + SLICE).arrayBuffer());
  }
}

function byMark([a, b, c]: Uint8Array): Encoding | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : null;
}

/** Text in Latin letters has a zero in every second byte of UTF-16. */
function byZeros(head: Uint8Array): Encoding | null {
  let [even, odd] = [0, 0];
  for (const [at, byte] of head.entries()) {
    if (byte !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  const many = head.length / 8;
  if (odd > many && odd > even * 4) return 'utf-16le';
  return even > many && even > odd * 4 ? 'utf-16be' : null;
}

/** Counts what is beyond ASCII: letters, and bytes that are none. */
function countRead(text: string, read: { good: number; bad: number }): void {
  for (const [letters] of text.matchAll(/[\u0080-\u{10FFFF}]+/gu))
    for (const letter of letters) read[letter === '\uFFFD' ? 'bad' : 'good'] += 1;
}

function countLetters(bytes: Uint8Array, letters: { of1250: number; of1252: number }): void {
  for (const byte of bytes) {
    if (byte < 0x80) continue;
    if (OF_1250.has(byte)) letters.of1250 += 1;
    else if (OF_1252.has(byte)) letters.of1252 += 1;
  }
}
