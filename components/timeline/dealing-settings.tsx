import { Section } from '#components/ui/section.tsx';
import { Select } from '#components/ui/select.tsx';
import { CallService } from '#components/timeline/call-service.tsx';
import { composerName } from '#components/timeline/composer-name.ts';
import { useSetting } from '#components/use-setting.ts';
import { t } from '#lib/i18n/words.ts';
import { COMPOSERS } from '#lib/model/compose.ts';
import { callChoice, composer as composerSetting } from '#lib/settings/settings.ts';
import css from './timeline.module.css';

const AUTO = 'auto';

/** What this browser calls by, and where its tickets are written (E35, E36). */
export function DealingSettings() {
  const [call, setCall] = useSetting(callChoice);
  const [composer, setComposer] = useSetting(composerSetting);
  return (
    <>
      <Section title={t('dealing_settings_calls')}>
        <div className={css.setting}>
          <CallService choice={call ?? { service: 'tel' }} onChange={setCall} />
        </div>
      </Section>
      <Section title={t('dealing_settings_tickets')}>
        <div className={css.setting}>
          <Select
            label={t('ticket_composer')}
            placeholder={t('ticket_composer')}
            choices={[
              { id: AUTO, name: t('dealing_composer_auto') },
              ...COMPOSERS.map((id) => ({ id, name: composerName(id) })),
            ]}
            value={composer ?? AUTO}
            onChange={(id) => setComposer(COMPOSERS.find((one) => one === id) ?? null)}
          />
        </div>
      </Section>
    </>
  );
}
