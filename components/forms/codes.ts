import { countryName, languageName } from '#lib/i18n/names.ts';
import { language } from '#lib/i18n/words.ts';

/** ISO 3166-1 alpha-2, and XK, which has a flag, a phone prefix and people (used until Kosovo has a code of its own). */
const COUNTRIES =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'.split(
    ' ',
  );

/** BCP 47 tags of the languages offered; one that a page or an import brought is kept though it is not among them. */
const LANGUAGES =
  'af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lb lo lt lv mk ml mn mr ms mt my nb ne nl nn pa pl ps pt ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi xh yi zh zu'.split(
    ' ',
  );

export type Named = { id: string; name: string };

/** All countries by name in the interface's language, in its alphabet's order. */
export function countryChoices(): Named[] {
  return named(COUNTRIES, countryName);
}

/** The offered languages by name, and the one given if it is none of them. */
export function languageChoices(known: string | null): Named[] {
  const tags = known === null || LANGUAGES.includes(known) ? LANGUAGES : [...LANGUAGES, known];
  return named(tags, languageName);
}

function named(ids: readonly string[], nameOf: (id: string) => string): Named[] {
  const { compare } = new Intl.Collator(language());
  return ids.map((id) => ({ id, name: nameOf(id) })).toSorted((a, b) => compare(a.name, b.name));
}
