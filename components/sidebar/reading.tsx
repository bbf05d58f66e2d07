import { t } from '#lib/i18n/words.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { HeaderFrame } from '#components/contact/contact-header.tsx';
import hidden from '#components/ui/spoken.module.css';
import css from '#components/sidebar/sidebar.module.css';

const SECTIONS = [
  ['85%', '60%'],
  ['75%', '50%', '66%'],
  ['92%', '40%'],
];

/** A message is being opened: the shape of what will come, and nothing of what was. */
export function Reading() {
  return (
    <>
      <output className={hidden.spoken}>{t('sidebar_reading')}</output>
      <HeaderFrame face={<Skeleton width={48} height={48} radius={14} />}>
        <div className={css.bones}>
          <Skeleton width="70%" height={17} />
          <Skeleton width="45%" />
        </div>
      </HeaderFrame>
      <Skeleton width="100%" height={38} radius={7} />
      <Bones />
    </>
  );
}

/** The shape of the sections below a header: senders, details, notes. */
export function Bones() {
  return (
    <>
      {SECTIONS.map((lines) => (
        <div key={lines.join('')} className={css.bones} aria-hidden>
          <Skeleton width={64} height={10} />
          {lines.map((width) => (
            <Skeleton key={width} width={width} />
          ))}
        </div>
      ))}
    </>
  );
}
