import { useState } from 'react';
import { Ban, Ellipsis, LockOpen, UserRound } from 'lucide-react';
import { Failed } from '#components/failed.tsx';
import { Avatar } from '#components/ui/avatar.tsx';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { KeepFocus } from '#components/ui/keep-focus.tsx';
import { Menu, type MenuEntry } from '#components/ui/menu.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { blockedWords } from '#components/twins/blocked-words.ts';
import { useBlockedContacts } from '#components/use-block.ts';
import { t } from '#lib/i18n/words.ts';
import type { BlockedPage } from '#lib/messages/definitions.ts';
import { UnblockDialog } from './block-dialog.tsx';
import { SettingsHead } from './settings-head.tsx';
import { showContact } from './use-route.ts';
import css from './trail.module.css';

type Blocked = BlockedPage['rows'][number];

/** Contacts shown at first, and more of them with each step. */
const STEP = 50;

/** Who is blocked, by whom, when and why, and the way back (B56, W18). */
export function BlockedView() {
  const [limit, setLimit] = useState(STEP);
  const { data, error, isPending, isPlaceholderData, refetch } = useBlockedContacts({ offset: 0, limit });
  const [opened, setOpened] = useState<Blocked | null>(null);
  return (
    <>
      <SettingsHead title={t('nav_blocked')}>{t('blocked_lead')}</SettingsHead>
      {isPending && <Skeleton width="100%" height={120} radius={10} />}
      {error && <Failed title={t('blocked_failed')} error={error} onRetry={() => void refetch()} />}
      <KeepFocus>
        {data?.total === 0 && (
          <Empty icon={<Ban />} title={t('blocked_none')}>
            {t('blocked_none_way')}
          </Empty>
        )}
        {data && data.rows.length > 0 && (
          <ul className={css.items} aria-label={t('nav_blocked')}>
            {data.rows.map((contact) => (
              <BlockedItem key={contact.id} contact={contact} onUnblock={setOpened} />
            ))}
          </ul>
        )}
      </KeepFocus>
      {data && data.total > data.rows.length && (
        <Button isBusy={isPlaceholderData} onPress={() => setLimit(limit + STEP)} className={css.more ?? ''}>
          {t('view_more')}
        </Button>
      )}
      {opened && <UnblockDialog contact={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

function BlockedItem({ contact, onUnblock }: { contact: Blocked; onUnblock: (contact: Blocked) => void }) {
  const { id, name, blocked } = contact;
  const entries: MenuEntry[] = [
    {
      id: 'show',
      words: t('show_details'),
      icon: <UserRound aria-hidden />,
      onAction: () => showContact(id),
    },
    {
      id: 'unblock',
      words: t('unblock'),
      icon: <LockOpen aria-hidden />,
      onAction: () => onUnblock(contact),
    },
  ];
  return (
    <li className={css.item}>
      <Avatar name={name} seed={id} size={36} />
      <div className={css.words}>
        <a className={css.name} dir="auto" href={`#/contact/${encodeURIComponent(id)}`}>
          {name}
        </a>
        <p className={css.about}>{blockedWords(blocked)}</p>
        <p className={blocked.reason === '' ? css.about : css.why} dir="auto">
          {blocked.reason === '' ? t('blocked_no_reason') : blocked.reason}
        </p>
      </div>
      <Menu label={t('blocked_actions', name)} entries={entries}>
        <IconButton label={t('blocked_actions', name)} icon={<Ellipsis aria-hidden />} />
      </Menu>
    </li>
  );
}
