import { Banner } from '#components/ui/banner.tsx';
import { RadioGroup } from '#components/ui/radio-group.tsx';
import { problemText } from '#components/problem-text.ts';
import { t } from '#lib/i18n/words.ts';
import type { CaptureRules } from '#lib/messages/capturing.ts';
import { AUTO_CREATE, readAutoCreate } from '#lib/model/auto-create.ts';
import { usePutCaptureSettings } from './use-capture.ts';
import css from './capture.module.css';

/** Whether senders become contacts without a click (G20): never, on open, on reply. */
export function AutoCreateChoice({ rules: { settings, maySet } }: { rules: CaptureRules }) {
  const put = usePutCaptureSettings();
  return (
    <section className={css.part} aria-labelledby="auto-title">
      <h2 id="auto-title" className={css.title}>
        {t('auto_title')}
      </h2>
      {maySet ? (
        <RadioGroup
          label={t('auto_what')}
          value={settings.autoCreate}
          onChange={(id) => put.mutate({ autoCreate: readAutoCreate(id) })}
          choices={AUTO_CREATE.map((id) => ({ id, children: <Words id={id} /> }))}
          isWide
        />
      ) : (
        <p className={css.fixed}>
          <Words id={settings.autoCreate} />
        </p>
      )}
      {put.error && (
        <Banner tone="bad" role="alert">
          {problemText(put.error)}
        </Banner>
      )}
      <p className={css.what}>{t('auto_note')}</p>
    </section>
  );
}

function Words({ id }: { id: (typeof AUTO_CREATE)[number] }) {
  return (
    <>
      <span className={css.choice}>{t(`auto_${id}`)}</span>
      <span className={css.hint}>{t(`auto_${id}_hint`)}</span>
    </>
  );
}
