import { browser } from 'wxt/browser';

/** Letters below which nobody can tell, and the share of a text that must be in one language: percent. */
const LEAST = 40;
const MOST_OF_IT = 80;
/** Codes that the browser's detector still gives by their old names. */
const RENAMED: Readonly<Record<string, string>> = { iw: 'he', in: 'id', ji: 'yi', no: 'nb' };

/**
 * The language a text is written in (B34), by the browser's own detector: nothing leaves this machine.
 * @returns BCP 47; null where the text is short or mixed, or the browser not sure
 */
export async function languageOf(text: string): Promise<string | null> {
  const words = text.replaceAll(/\S+@\S+|https?:\/\/\S+/giu, ' ').slice(0, 4000);
  if ((words.match(/\p{L}/gu)?.length ?? 0) < LEAST) return null;
  const { isReliable, languages } = await browser.i18n.detectLanguage(words);
  const [most] = languages.toSorted((a, b) => b.percentage - a.percentage);
  if (!isReliable || !most || most.percentage < MOST_OF_IT || most.language === 'und') return null;
  return RENAMED[most.language] ?? most.language;
}
