import { Banner } from '#components/ui/banner.tsx';
import { t } from '#lib/i18n/words.ts';
import { TeachHere } from './teach-here.tsx';

/** A page that was taught and shows nobody any more (R15): said plainly, with the way out. */
export function LostHere({ site, onBegun }: { site: string; onBegun?: () => void }) {
  const again = (
    <TeachHere pattern={null} again={site} words={t('lost_again')} {...(onBegun && { onBegun })} />
  );
  return (
    <Banner tone="warn" role="alert" title={t('lost_title')} actions={again}>
      {t('lost_why')}
    </Banner>
  );
}
