import { Banner } from '#components/ui/banner.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { SettingsHead } from '#components/contacts/settings-head.tsx';
import { problemText } from '#components/problem-text.ts';
import { useConnection } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import type { Connection } from '#lib/messages/book.ts';
import { Connect } from './connect.tsx';
import { Connected } from './connected.tsx';
import { Connecting } from './connecting.tsx';
import { Members } from './members.tsx';

/** The team server: connecting to one, and the state of the connection (law 11). */
export function Team() {
  const { data: connection, error } = useConnection();
  return (
    <>
      <SettingsHead title={t('nav_team')}>
        {connection && connection.state !== 'connected' && t('team_lead_alone')}
      </SettingsHead>
      {error && <Banner tone="bad">{problemText(error)}</Banner>}
      {!connection && !error && <Skeleton width="60%" height={34} />}
      {connection && <ByState connection={connection} />}
    </>
  );
}

function ByState({ connection }: { connection: Connection }) {
  switch (connection.state) {
    case 'connected':
      return (
        <>
          <Connected connection={connection} />
          <Members />
        </>
      );
    case 'connecting':
      return <Connecting connection={connection} />;
    case 'failed':
      return <Connect before={connection} />;
    default:
      return <Connect before={null} />;
  }
}
