import { UserCheck } from 'lucide-react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { problemText } from '#components/problem-text.ts';
import { useSetting } from '#components/use-setting.ts';
import { useIntegrations } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import { neverFor, neverMatcher, type Never } from '#lib/model/never-capture.ts';
import { accountsDeclined, accountsSeen } from '#lib/settings/settings.ts';
import { useCaptureRules, usePutNever } from './use-capture.ts';
import css from './capture.module.css';

export type NeverProposalsProps = {
  /** The one account that may be asked about: that of the page it stands beside. */
  account?: string;
  /** Beside something that matters more. */
  isQuiet?: boolean;
};

type Proposal = { account: string; never: Never };

/**
 * Asks of each own account that pages named whether it, and its whole firm, is the team's (G11): one question at a time,
 * asked once. Nothing where there is nothing to ask.
 */
export function NeverProposals({ account: only, isQuiet = false }: NeverProposalsProps) {
  const first = useProposals().find(({ account }) => only === undefined || account === only);
  const [declined, setDeclined] = useSetting(accountsDeclined);
  const put = usePutNever();
  if (!first) return null;
  const { account, never } = first;
  const isDomain = never.what.startsWith('@');
  return (
    <Banner
      tone="info"
      title={t('never_propose_title', never.what)}
      actions={
        <div className={css.ways}>
          <Button
            variant={isQuiet ? 'plain' : 'primary'}
            icon={<UserCheck aria-hidden />}
            isBusy={put.isPending}
            onPress={() => put.mutate(never)}
          >
            {t('never_propose_yes')}
          </Button>
          <Button onPress={() => setDeclined([...declined, account])}>{t('never_propose_no')}</Button>
        </div>
      }
    >
      <p>{isDomain ? t('never_propose_domain', account, never.what) : t('never_propose_address', account)}</p>
      {put.error && <p role="alert">{problemText(put.error)}</p>}
    </Banner>
  );
}

function useProposals(): Proposal[] {
  const [seen] = useSetting(accountsSeen);
  const [declined] = useSetting(accountsDeclined);
  const { data: rules } = useCaptureRules();
  const { data: own } = useIntegrations();
  if (!rules || !own) return [];
  const isNamed = neverMatcher(rules.never, { machines: false, platforms: false });
  const mine = new Set(own.map(({ address }) => address.toLowerCase()));
  return seen
    .filter((account) => !declined.includes(account) && isNamed(account) === null)
    .flatMap((account) => neverFor(account).map((never) => ({ account, never })))
    .filter(({ never }) => !mine.has(never.what));
}
