import { language, t, type WordKey } from '#lib/i18n/words.ts';

/** A country's name in the interface's language; the code itself where the browser knows none. */
export function countryName(code: string): string {
  return nameOf('region', code);
}

/** A language's name in the interface's language. */
export function languageName(tag: string): string {
  return nameOf('language', tag);
}

/** A channel's name: a brand as it is written, or the words for e-mail, phone and others. */
export function channelName(id: string, brand: string | null): string {
  return brand ?? t(`channel_${id}` as WordKey);
}

/** Names that were asked for: making a `DisplayNames` costs more than a row of a list may. */
const known = new Map<string, string>();

function nameOf(type: 'region' | 'language', code: string): string {
  const id = `${language()} ${type} ${code}`;
  const name = known.get(id) ?? askName(type, code);
  known.set(id, name);
  return name;
}

function askName(type: 'region' | 'language', code: string): string {
  try {
    return new Intl.DisplayNames(language(), { type }).of(code) ?? code;
  } catch {
    return code;
  }
}
