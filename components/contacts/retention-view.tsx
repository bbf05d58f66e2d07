import { useState } from 'react';
import { Hourglass, Lock, Pencil, Plus, Trash2 } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/dialog.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { nameOfChannel, SenderMark } from '#components/contact/sender-mark.tsx';
import { Failed } from '#components/failed.tsx';
import { problemText } from '#components/problem-text.ts';
import { useStatus } from '#components/use-book.ts';
import { useDeleteRetention, useOverdue, useRetention } from '#components/use-retention.ts';
import { formatMoment } from '#lib/i18n/dates.ts';
import { plural, t } from '#lib/i18n/words.ts';
import type { RetentionRule } from '#lib/messages/retention.ts';
import { channelIds } from '#lib/model/channel.ts';
import { SUGGESTED, type Retention } from '#lib/model/retention.ts';
import { may } from '#lib/model/role.ts';
import { RetentionDialog } from './retention-dialog.tsx';
import { SettingsHead } from './settings-head.tsx';
import css from './retention.module.css';

/** What becomes of people nobody has heard of for long, channel by channel (G30, R9). For owners and managers. */
export function RetentionView() {
  const { data: status } = useStatus();
  if (!status) return <SettingsHead title={t('nav_retention')}>{t('retention_lead')}</SettingsHead>;
  if (may(status.workspace?.role ?? 'owner', 'administer')) return <Rules />;
  return (
    <>
      <SettingsHead title={t('nav_retention')}>{t('retention_lead')}</SettingsHead>
      <Empty icon={<Lock />} title={t('retention_role')}>
        {t('retention_role_way')}
      </Empty>
    </>
  );
}

type Shown = { window: 'add'; rule: Retention | null } | { window: 'edit' | 'remove'; rule: RetentionRule };

function Rules() {
  const { data, error, refetch } = useRetention();
  const [shown, show] = useState<Shown | null>(null);
  const taken = data?.rules.map(({ channel }) => channel) ?? [];
  const free = channelIds.filter((id) => !taken.includes(id));
  const close = () => show(null);
  const add = (
    <Button
      variant="primary"
      icon={<Plus aria-hidden />}
      isDisabled={free.length === 0}
      onPress={() => show({ window: 'add', rule: null })}
    >
      {t('retention_add')}
    </Button>
  );
  return (
    <>
      <SettingsHead title={t('nav_retention')} action={taken.length > 0 && add}>
        {t('retention_lead')}
      </SettingsHead>
      {!data && !error && <Skeleton width="100%" height={120} radius={10} />}
      {error && !data && (
        <Failed title={t('retention_failed')} error={error} onRetry={() => void refetch()} />
      )}
      {data?.rules.length === 0 && <NoRule onShow={show} />}
      {data && data.rules.length > 0 && (
        <>
          <RuleList rules={data.rules} onShow={show} />
          <p className={css.kept}>
            {data.keptAt ? t('retention_kept', formatMoment(data.keptAt)) : t('retention_kept_never')}
          </p>
          <Left />
        </>
      )}
      {shown?.window === 'add' && <RetentionDialog start={shown.rule} free={free} onClose={close} />}
      {shown?.window === 'edit' && <RetentionDialog edited={shown.rule} free={free} onClose={close} />}
      {shown?.window === 'remove' && <Remove rule={shown.rule} onClose={close} />}
    </>
  );
}

function NoRule({ onShow }: { onShow: (shown: Shown) => void }) {
  const action = (
    <div className={css.ways}>
      <Button variant="primary" onPress={() => onShow({ window: 'add', rule: SUGGESTED })}>
        {t('retention_suggest')}
      </Button>
      <Button onPress={() => onShow({ window: 'add', rule: null })}>{t('retention_add')}</Button>
    </div>
  );
  return (
    <Empty icon={<Hourglass />} title={t('retention_none')} action={action}>
      {t('retention_none_way')}
    </Empty>
  );
}

type ListProps = { rules: readonly RetentionRule[]; onShow: (shown: Shown) => void };

function RuleList({ rules, onShow }: ListProps) {
  return (
    <ul className={css.rules} aria-label={t('nav_retention')}>
      {rules.map((rule) => (
        <RuleItem key={rule.id} rule={rule} onShow={onShow} />
      ))}
    </ul>
  );
}

function RuleItem({ rule, onShow }: { rule: RetentionRule; onShow: (shown: Shown) => void }) {
  const { channel, days, what } = rule;
  const name = nameOfChannel(channel);
  const { data: due } = useOverdue({ channel, days, what });
  return (
    <li className={css.rule}>
      <SenderMark channel={channel} />
      <span className={css.words}>
        <span className={css.name}>{name}</span>
        <span className={css.what}>{plural(`retention_${what}`, days)}</span>
      </span>
      <span className={css.due}>
        {due !== undefined && (due > 0 ? plural('retention_due', due) : t('retention_due_none'))}
      </span>
      <IconButton
        label={t('retention_edit', name)}
        icon={<Pencil aria-hidden />}
        onPress={() => onShow({ window: 'edit', rule })}
      />
      <IconButton
        label={t('retention_remove', name)}
        icon={<Trash2 aria-hidden />}
        onPress={() => onShow({ window: 'remove', rule })}
      />
    </li>
  );
}

/** Whom no rule touches: said before anybody wonders. */
function Left() {
  return (
    <section className={css.left}>
      <h2 className={css.title}>{t('retention_who')}</h2>
      <ul>
        <li>{t('retention_who_elsewhere')}</li>
        <li>{t('retention_who_seen')}</li>
        <li>{t('retention_who_merged')}</li>
      </ul>
    </section>
  );
}

function Remove({ rule: { id, channel }, onClose }: { rule: RetentionRule; onClose: () => void }) {
  const remove = useDeleteRetention();
  const say = useToast();
  const name = nameOfChannel(channel);
  return (
    <ConfirmDialog
      title={t('retention_remove_title', name)}
      isOpen
      confirm={t('retention_remove_verb')}
      onClose={onClose}
      onConfirm={async () => {
        await remove.mutateAsync(id);
        say({ words: t('retention_removed', name), tone: 'good' });
      }}
      problem={problemText}
    >
      <p>{t('retention_remove_what')}</p>
    </ConfirmDialog>
  );
}
