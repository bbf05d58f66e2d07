import en from '#public/_locales/en/messages.json' with { type: 'json' };
import fr from '#public/_locales/fr/messages.json' with { type: 'json' };
import pl from '#public/_locales/pl/messages.json' with { type: 'json' };
import type { Language } from './agent.ts';

type Messages = Record<string, { message: string }>;
const all: Record<Language, Messages> = { en, fr, pl };

/** The interface's own words, as a reader of the language sees them. @throws for a word it does not have */
export function word(language: Language, key: string, ...values: string[]): string {
  const found = all[language][key];
  if (!found) throw new Error(`There is no word ${key} in ${language}.`);
  return found.message.replaceAll(/\$(\d)/gu, (_, place: string) => values[Number(place) - 1] ?? '');
}
