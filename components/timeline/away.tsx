import { ExternalLink } from 'lucide-react';
import { t } from '#lib/i18n/words.ts';
import hidden from '#components/ui/spoken.module.css';
import css from './timeline.module.css';

/** A link out of Carnet, to where something is to be found again (E48, E49). `url`: http(s). */
export function Away({ url }: { url: string }) {
  const host = URL.parse(url)?.host ?? '';
  return (
    <a className={css.away} href={url} target="_blank" rel="noopener noreferrer" title={host}>
      {t('timeline_open')} <ExternalLink aria-hidden />
      <span className={hidden.spoken}>{host}</span>
    </a>
  );
}
