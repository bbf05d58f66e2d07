import { useState, type ReactNode } from 'react';
import { ExternalLink, LogIn, LogOut, RefreshCw } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Detail, DetailList } from '#components/contact/detail-list.tsx';
import { Address } from '#components/contact/address.tsx';
import { problemText } from '#components/problem-text.ts';
import { useStatus, useWrite } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import type { BookStatus, Connection } from '#lib/messages/book.ts';
import { FirstSync } from './first-sync.tsx';
import { Gone } from './gone.tsx';
import { ROLES } from './role-words.ts';
import { SignOut } from './sign-out.tsx';
import { SyncState } from './sync-state.tsx';
import css from './team.module.css';

type ConnectedTo = Extract<Connection, { state: 'connected' }>;

/** Who is signed in where, how the sync stands, and the way out. */
export function Connected({ connection }: { connection: ConnectedTo }) {
  const { serverUrl, user, workspace } = connection;
  const [isLeaving, setLeaving] = useState(false);
  const { data: status } = useStatus();
  const isGone = status?.sync.state === 'stopped' && status.sync.problem.reason === 'not_a_member';
  return (
    <>
      <FirstSync />
      {isGone && <Gone workspace={workspace.name} unsent={status.unsent} />}
      <div className={css.card}>
        <DetailList>
          <Detail label={t('team_workspace')}>{workspace.name}</Detail>
          <Detail label={t('team_server')} copy={serverUrl}>
            {serverUrl}
          </Detail>
          <Detail label={t('team_you')}>
            {user.name}{' '}
            <span className={css.server}>
              <Address value={user.email} />
            </span>
          </Detail>
          <Detail label={t('team_role')}>{t(ROLES[status?.workspace?.role ?? workspace.role])}</Detail>
          <Detail label={t('team_sync')}>{status ? <SyncState status={status} /> : '…'}</Detail>
        </DetailList>
        <Acts connection={connection} status={status} />
      </div>
      <div>
        <Button icon={<LogOut aria-hidden />} onPress={() => setLeaving(true)}>
          {t('team_sign_out')}
        </Button>
      </div>
      {isLeaving && <SignOut workspace={workspace.name} onClose={() => setLeaving(false)} />}
    </>
  );
}

/** Syncing now, signing in again, and the server's own pages. */
function Acts({ connection, status }: { connection: ConnectedTo; status: BookStatus | undefined }) {
  const { serverUrl, workspace } = connection;
  const sync = useWrite((book) => book.syncNow());
  const renew = useWrite((book) => book.connect(serverUrl));
  const isOver = status?.sync.state === 'stopped' && status.sync.problem.reason === 'sign_in_expired';
  return (
    <>
      <p role="alert" className={css.problem}>
        {problemText(renew.error ?? sync.error)}
      </p>
      <div className={css.buttons}>
        {isOver && (
          <Button
            variant="primary"
            icon={<LogIn aria-hidden />}
            isBusy={renew.isPending}
            onPress={() => renew.mutate(undefined)}
          >
            {t('team_sign_in_again')}
          </Button>
        )}
        <Button
          icon={<RefreshCw aria-hidden />}
          isBusy={sync.isPending || status?.sync.state === 'syncing'}
          onPress={() => sync.mutate(undefined)}
        >
          {t('team_sync_now')}
        </Button>
        <Out href={`${serverUrl}/members/${encodeURIComponent(workspace.id)}`}>{t('team_members')}</Out>
        <Out href={`${serverUrl}/account`}>{t('team_account')}</Out>
      </div>
    </>
  );
}

function Out({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a className={css.out} href={href} target="_blank" rel="noreferrer">
      {children} <ExternalLink aria-hidden />
    </a>
  );
}
