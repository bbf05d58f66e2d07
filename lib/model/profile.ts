import { cleanText } from '#lib/model/text.ts';

const SCHEME = String.raw`(?:https?:\/\/)?(?:[a-z-]+\.)?`;
const NAME = String.raw`(?<name>[\p{L}\p{N}_.%-]+)`;
const END = String.raw`\/?(?:[?#&].*)?$`;
const at = (place: string) => new RegExp(`^${SCHEME}${place}${NAME}${END}`, 'u');

const FACEBOOK = [
  at(String.raw`facebook\.com\/(?:profile\.php\?id=|people\/[^/]+\/)?`),
  at(String.raw`(?:m\.me|fb\.com)\/`),
];
/** How the addresses of profiles begin, by channel. */
const PROFILES: Partial<Record<string, readonly RegExp[]>> = {
  facebook: FACEBOOK,
  messenger: FACEBOOK,
  instagram: [at(String.raw`instagram\.com\/`), at(String.raw`ig\.me\/m\/`)],
  telegram: [at(String.raw`(?:t|telegram)\.me\/`)],
  linkedin: [at(String.raw`linkedin\.com\/in\/`)],
  x: [at(String.raw`(?:x|twitter)\.com\/`)],
};

/**
 * The key of a profile (law 2): its name or number alone, in lower case, whether it was given as such, as `@name`, or as the
 * profile's address. An address that is no profile's stays as it is.
 */
export function profileKey(channel: string, text: string): string {
  const folded = fold(text);
  const patterns = PROFILES[channel] ?? [];
  const name = patterns
    .map((pattern) => pattern.exec(folded)?.groups?.name)
    .find((found) => found !== undefined);
  return (name ?? folded).replace(/^@(?=[\p{L}\p{N}_.-]+$)/u, '');
}

/** In lower case, letters beyond ASCII as they are: an address has them encoded. Again until nothing changes. */
function fold(text: string): string {
  const folded = cleanText(text.normalize('NFKC')).toLowerCase();
  const decoded = folded.replace(/(?:%[89a-f][\da-f])+/gu, decode);
  return decoded === folded ? folded : fold(decoded);
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded; // bytes that are no letters
  }
}
