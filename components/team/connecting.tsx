import { ExternalLink } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { useWrite } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import type { Connection } from '#lib/messages/book.ts';
import css from './team.module.css';

/** The device flow while it waits: the code to compare, the way to the sign-in page, and out (RFC 8628, 3.3). */
export function Connecting({ connection }: { connection: Extract<Connection, { state: 'connecting' }> }) {
  const { userCode, verificationUrl, serverUrl } = connection;
  const cancel = useWrite((book) => book.cancelConnecting());
  return (
    <section className={css.code} aria-labelledby="team-code-title">
      <h2 id="team-code-title" className={css.codeTitle}>
        {t('team_code_title')}
      </h2>
      <p>{t('team_code_what')}</p>
      <p className={css.codeLine}>
        <output className={css.codeValue} aria-label={t('team_code_label')}>
          {asTheServerShowsIt(userCode)}
        </output>
        <CopyButton value={asTheServerShowsIt(userCode)} what={t('team_code_label')} />
      </p>
      <output className={css.waiting}>
        <Spinner />
        {t('team_code_waiting')} <span className={css.server}>{serverUrl}</span>
      </output>
      <div className={css.buttons}>
        <Button icon={<ExternalLink aria-hidden />} onPress={() => openPage(verificationUrl)}>
          {t('team_code_open')}
        </Button>
        <Button variant="quiet" isBusy={cancel.isPending} onPress={() => cancel.mutate(undefined)}>
          {t('cancel')}
        </Button>
      </div>
    </section>
  );
}

/** In two halves, so that the two can be compared at a glance. */
function asTheServerShowsIt(code: string): string {
  return code.replace(/^(.{4})(.{4})$/u, '$1-$2');
}

function openPage(url: string): void {
  if (/^https?:\/\//u.test(url)) window.open(url, '_blank', 'noopener');
}
