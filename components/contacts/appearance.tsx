import { ItemWords } from '#components/ui/item-list.tsx';
import { Select } from '#components/ui/select.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { CountryField } from '#components/forms/place-fields.tsx';
import { DealingSettings } from '#components/timeline/dealing-settings.tsx';
import { useSetting } from '#components/use-setting.ts';
import { t } from '#lib/i18n/words.ts';
import {
  markLists,
  sidebarLayout,
  teamCountry,
  theme,
  type SidebarLayout,
  type Theme,
} from '#lib/settings/settings.ts';
import { SettingsHead } from './settings-head.tsx';
import css from './contacts.module.css';

const THEMES = ['system', 'light', 'dark'] as const satisfies Theme[];
const LAYOUTS = ['push', 'over'] as const satisfies SidebarLayout[];

/** How Carnet looks and reads on this browser. Each choice holds at once, on every open surface. */
export function Appearance() {
  const [chosenTheme, setTheme] = useSetting(theme);
  const [layout, setLayout] = useSetting(sidebarLayout);
  const [country, setCountry] = useSetting(teamCountry);
  return (
    <>
      <SettingsHead title={t('nav_appearance')}>{t('appearance_lead')}</SettingsHead>
      <div className={css.choices}>
        <Select
          label={t('appearance_theme')}
          placeholder={t('form_choose')}
          choices={THEMES.map((id) => ({ id, name: t(`appearance_theme_${id}`) }))}
          value={chosenTheme}
          onChange={(id) => setTheme(id as Theme)}
        />
        <Select
          label={t('appearance_sidebar')}
          placeholder={t('form_choose')}
          choices={LAYOUTS.map((id) => ({ id, name: t(`appearance_sidebar_${id}`) }))}
          value={layout}
          onChange={(id) => setLayout(id as SidebarLayout)}
        />
        <MarkLists />
        <CountryField
          label={t('appearance_country')}
          hint={t('appearance_country_hint')}
          placeholder={t('appearance_country_none')}
          value={country}
          onChange={setCountry}
        />
      </div>
      <DealingSettings />
    </>
  );
}

/** Signs beside the rows of conversation lists (R8). */
function MarkLists() {
  const [isOn, set] = useSetting(markLists);
  return (
    <div className={css.switchRow}>
      <ItemWords name={t('appearance_marks')} detail={t('appearance_marks_hint')} />
      <Switch label={t('appearance_marks')} isSelected={isOn} onChange={set} />
    </div>
  );
}
