import { Globe, Power } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useSetting } from '#components/use-setting.ts';
import { t } from '#lib/i18n/words.ts';
import { switchedOn } from '#lib/settings/settings.ts';
import { grantedAtInstall, switchOff } from '#lib/settings/sites.ts';
import { SettingsHead } from './settings-head.tsx';
import css from './contacts.module.css';

/** Where Carnet is switched on, and off again at once (G12). Switching on is done on the site itself, in the popup. */
export function Sites() {
  const [on] = useSetting(switchedOn);
  const fixed = grantedAtInstall();
  const patterns = [...new Set(on.map(({ pattern }) => pattern))].filter((one) => !fixed.includes(one));
  return (
    <>
      <SettingsHead title={t('sites_title')}>{t('sites_lead')}</SettingsHead>
      {patterns.length + fixed.length === 0 && <Empty icon={<Globe />} title={t('sites_empty')} />}
      {patterns.length + fixed.length > 0 && (
        <ul className={css.items}>
          {patterns.map((pattern) => (
            <SiteItem key={pattern} pattern={pattern} />
          ))}
          {fixed.map((pattern) => (
            <li key={pattern} className={css.item}>
              <span className={css.itemWords}>
                <span className={css.itemName}>{hostOf(pattern)}</span>
                <span className={css.itemDetail}>{t('sites_at_install')}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function SiteItem({ pattern }: { pattern: string }) {
  const say = useToast();
  const off = () =>
    void switchOff(pattern).then(() => say({ words: t('sites_switched_off', hostOf(pattern)) }));
  return (
    <li className={css.item}>
      <Globe aria-hidden size={16} />
      <span className={css.itemWords}>
        <span className={css.itemName}>{hostOf(pattern)}</span>
      </span>
      <Button
        size="s"
        icon={<Power aria-hidden />}
        onPress={off}
        aria-label={t('sites_switch_off_at', hostOf(pattern))}
      >
        {t('sites_switch_off')}
      </Button>
    </li>
  );
}

/** The host of a match pattern, as people know the site. */
function hostOf(pattern: string): string {
  return pattern.replace(/^[^/]*\/\//u, '').replace(/(?::\*)?\/.*$/u, '');
}
