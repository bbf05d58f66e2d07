import { WrongPerson } from '#components/contact/wrong-person.tsx';
import { t } from '#lib/i18n/words.ts';

/** Where nobody was read on a page that Carnet is on for: the ways to say who it is (R5). */
export function NobodyWays() {
  return <WrongPerson question={t('read_nobody')} isPicked={false} others={false} />;
}
