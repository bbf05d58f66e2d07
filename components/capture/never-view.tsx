import { Banner } from '#components/ui/banner.tsx';
import { Item, ItemList, ItemWords } from '#components/ui/item-list.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { SettingsHead } from '#components/contacts/settings-head.tsx';
import { Failed } from '#components/failed.tsx';
import { problemText } from '#components/problem-text.ts';
import { t } from '#lib/i18n/words.ts';
import type { CaptureRules } from '#lib/messages/capturing.ts';
import { AutoCreateChoice } from './auto-create-choice.tsx';
import { NeverForm } from './never-form.tsx';
import { NeverList } from './never-list.tsx';
import { NeverProposals } from './never-proposals.tsx';
import { useCaptureRules, usePutCaptureSettings } from './use-capture.ts';
import css from './capture.module.css';

/** Whom Carnet offers to add, whom it never does (G11), and whom it adds by itself (G20). */
export function NeverView() {
  const { data, error, refetch } = useCaptureRules();
  return (
    <>
      <SettingsHead title={t('nav_never')}>{t('never_lead')}</SettingsHead>
      {!data && !error && <Skeleton width="100%" height={160} radius={10} />}
      {error && !data && <Failed title={t('never_failed')} error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <NeverProposals />
          {!data.maySet && <Banner tone="info">{t('never_role')}</Banner>}
          <Never rules={data} />
          <AutoCreateChoice rules={data} />
        </>
      )}
    </>
  );
}

function Never({ rules }: { rules: CaptureRules }) {
  const put = usePutCaptureSettings();
  const { settings, maySet } = rules;
  return (
    <section className={css.part} aria-labelledby="never-title">
      <h2 id="never-title" className={css.title}>
        {t('never_title')}
      </h2>
      <p className={css.what}>{t('never_what')}</p>
      <ItemList>
        {(['machines', 'platforms'] as const).map((kind) => (
          <Item key={kind}>
            <ItemWords name={t(`never_${kind}`)} detail={t(`never_${kind}_hint`)} />
            <Switch
              label={t(`never_${kind}`)}
              isSelected={settings[kind]}
              isDisabled={!maySet}
              onChange={(isOn) => put.mutate({ [kind]: isOn })}
            />
          </Item>
        ))}
      </ItemList>
      {put.error && (
        <Banner tone="bad" role="alert">
          {problemText(put.error)}
        </Banner>
      )}
      <NeverList entries={rules.never} />
      <NeverForm />
    </section>
  );
}
