import { t } from '#lib/i18n/words.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { HeaderFrame } from '#components/contact/contact-header.tsx';
import css from '#components/sidebar/sidebar.module.css';

/** A message is being opened: the shape of what will come, and nothing of what was. */
export function Reading() {
  return (
    <>
      <output className={css.hidden}>{t('sidebar_reading')}</output>
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

/** The shape of the sections below a header. */
export function Bones() {
  return (
    <div className={css.bones} aria-hidden>
      <Skeleton width={70} height={10} />
      <Skeleton width="85%" />
      <Skeleton width="60%" />
      <Skeleton width={60} height={10} />
      <Skeleton width="75%" />
      <Skeleton width="50%" />
      <Skeleton width="66%" />
    </div>
  );
}
