/** An invented contact: enough for search to have work. */
export type Person = { name: string; email: string; phone: string; login: string; country: string };

const GIVEN = [
  'Żaneta',
  'Łukasz',
  'Aurélie',
  'Jürgen',
  'Sean',
  'Małgorzata',
  'Zoë',
  'Święcisław',
  'Hélène',
  'Bogumił',
  'Ingrid',
  'Paweł',
  'Noémie',
  'Grażyna',
  'Otto',
  'Ciara',
];
const FAMILY = [
  'Gżegżółka',
  'Lefèvre',
  'Müller',
  'O’Brien',
  'Kowalczyk',
  'Ångström',
  'Wiśniewska',
  'Dûchesne',
  'Szczęsny',
  'Brzęczyk',
  'Nováková',
  'Öberg',
  'Żak',
  'Pietrzyk',
  'Martin',
  'Ćwik',
];
const COUNTRIES = ['PL', 'FR', 'DE', 'IE', 'SE', 'CZ'];

/** The same people at every run. @param count how many */
export function people(count: number): Person[] {
  return Array.from({ length: count }, (_, index) => {
    const given = GIVEN[index % GIVEN.length] ?? '';
    const family = FAMILY[Math.floor(index / GIVEN.length) % FAMILY.length] ?? '';
    const number = String(index).padStart(6, '0');
    return {
      name: `${given} ${family} ${number}`,
      email: `kontakt.${number}@poczta${index % 97}.example`,
      phone: `+48600${number}`,
      login: `kupujacy_${number}`,
      country: COUNTRIES[index % COUNTRIES.length] ?? 'PL',
    };
  });
}

/** Somebody far down the list, and how a person would look for them: a middle piece, or a piece that is a word. */
export function sought(count: number): { text: string; word: string } {
  const word = String(Math.floor(count * 0.765)).padStart(6, '0');
  return { text: `ontakt.${word.slice(0, 4)}`, word };
}
