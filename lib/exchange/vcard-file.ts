import { readText } from './encoding.ts';
import { createVCardReader, type VCard } from './vcard-reader.ts';

/** All vCards of a file, piece by piece; `done`: bytes read so far. */
export async function* vCards(
  file: Blob,
  encoding: string,
  signal?: AbortSignal,
): AsyncGenerator<{ cards: VCard[]; done: number }> {
  const reader = createVCardReader();
  for await (const { text, done } of readText(file, encoding, signal))
    yield { cards: reader.read(text), done };
  yield { cards: reader.end(), done: file.size };
}

/** Whether a file is of vCards: by its name, or by how it begins. */
export async function isVCardFile(file: Blob, name: string): Promise<boolean> {
  if (/\.(?:vcf|vcard)$/iu.test(name)) return true;
  const head = await file.slice(0, 64).text();
  return /^\uFEFF?\s*BEGIN:VCARD/iu.test(head);
}
