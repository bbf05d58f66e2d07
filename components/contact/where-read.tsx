import { useEffect, useState } from 'react';
import { Crosshair } from 'lucide-react';
import { Section } from '#components/ui/section.tsx';
import { WrongPerson } from '#components/contact/wrong-person.tsx';
import { useBook } from '#components/use-book.ts';
import { countryName } from '#lib/i18n/names.ts';
import { t } from '#lib/i18n/words.ts';
import type { Here } from '#lib/messages/book.ts';
import { READ_WHAT, type ReadWhat } from '#lib/messages/honest-reading.ts';
import type { Requester } from '#lib/model/requester.ts';
import css from '#components/contact/where-read.module.css';

/**
 * What the page was read as (R5, G28): each value lights up on the page where it stands, as long as it is pointed at or
 * has the focus; how sure it is; and the ways out of a wrong person.
 */
export function WhereRead({ here, requester }: { here: Here; requester: Requester }) {
  const [isOpen, setOpen] = useState(false);
  const values = READ_WHAT.flatMap((what) => {
    const value = valueOf(requester, what);
    return value === '' ? [] : [{ what, value }];
  });
  const isPicked = requester.readFrom === 'selection';
  return (
    <Section title={t('read_title')} fold={{ isOpen, onToggle: () => setOpen(!isOpen) }}>
      <p className={css.why}>
        {isPicked
          ? t('read_why_selection')
          : `${t(`read_from_${requester.readFrom}`)}. ${t(`read_why_${requester.confidence}`)}`}
      </p>
      {!isPicked && (
        <ul className={css.values}>
          {values.map(({ what, value }) => (
            <li key={what}>
              <Value what={what} value={value} />
            </li>
          ))}
        </ul>
      )}
      <WrongPerson question={t('read_wrong')} isPicked={isPicked} others={here.participants.length > 1} />
    </Section>
  );
}

type ValueProps = { what: ReadWhat; value: string };

/** A value that lights up on the page; where it cannot be seen there, it says so. */
function Value({ what, value }: ValueProps) {
  const book = useBook();
  const [isSeen, setSeen] = useState<boolean | null>(null);
  // The light goes with the row: the sidebar may show somebody else while it is on.
  useEffect(() => () => void book.pointAt(null).catch(() => undefined), [book]);
  const light = () => void book.pointAt(what).then(setSeen, () => setSeen(false));
  const dark = () => void book.pointAt(null).catch(() => undefined);
  return (
    <button
      type="button"
      className={css.value}
      title={t('read_show', t(`read_what_${what}`))}
      onPointerEnter={light}
      onPointerLeave={dark}
      onFocus={light}
      onBlur={dark}
      onClick={light}
    >
      <span className={css.label}>{t(`read_what_${what}`)}</span>
      <span className={css.said} dir="auto">
        {value}
        {isSeen === false && <span className={css.unseen}> · {t('read_not_seen')}</span>}
      </span>
      <Crosshair aria-hidden />
    </button>
  );
}

function valueOf(requester: Requester, what: ReadWhat): string {
  if (what === 'country') return requester.country ? countryName(requester.country) : '';
  if (what === 'orders') return (requester.orders ?? []).join(', ');
  if (what === 'also') return (requester.also ?? []).map(({ address }) => address).join(', ');
  return requester[what] ?? '';
}
