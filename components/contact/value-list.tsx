import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { t } from '#lib/i18n/words.ts';
import type { ValueView } from '#lib/messages/acts.ts';
import { useChangeWords, type ChangeWords } from './change-words.ts';
import hidden from '#components/ui/spoken.module.css';
import css from './value-list.module.css';

/** The values of a change, each with its name before it, and what it replaced struck through. */
export function ValueList({ values }: { values: readonly ValueView[] }) {
  const words = useChangeWords();
  if (values.length === 0) return null;
  return (
    <dl className={css.values}>
      {values.map((one, n) => (
        <div key={`${one.label} ${one.value} ${one.was ?? ''}`}>
          {/* Of several of one set, like tags, the first has the name before it. */}
          <dt className={one.label === values[n - 1]?.label ? hidden.spoken : undefined}>
            {words.nameOf(one.label)}
          </dt>
          <dd>
            <Value of={one} words={words} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** "before: Poland, now: Germany" to a screen reader, an arrow between both to the eye. */
function Value({ of, words }: { of: ValueView; words: ChangeWords }) {
  const { label, value, was } = of;
  return (
    <>
      {was !== undefined && (
        <>
          <span className={hidden.spoken}>{t('value_was')} </span>
          <del className={css.was} dir="auto">
            <Words>{words.valueOf(label, was)}</Words>
          </del>{' '}
          <span aria-hidden className={css.arrow}>
            →
          </span>
          <span className={hidden.spoken}> {t('value_now')}</span>{' '}
        </>
      )}
      {value === '' ? (
        <em className={css.removed}>{t('value_removed')}</em>
      ) : (
        <span className={css.value} dir="auto">
          <Words>{words.valueOf(label, value)}</Words>
        </span>
      )}
    </>
  );
}

/** Characters after which a value, a long note for one, is shown whole only to whoever asks for it. */
const LONG = 400;

function Words({ children: words }: { children: string }) {
  const [isWhole, setWhole] = useState(false);
  if (isWhole || words.length <= LONG * 1.25) return words;
  return (
    <>
      {words.slice(0, LONG).trimEnd()}…{' '}
      <Button size="s" variant="quiet" onPress={() => setWhole(true)}>
        {t('value_more')}
      </Button>
    </>
  );
}
