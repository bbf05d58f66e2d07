import { useState } from 'react';
import { browser } from 'wxt/browser';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { problemText, problemWords } from '#components/problem-text.ts';
import { useWrite } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import type { Connection } from '#lib/messages/book.ts';
import { readServerAddress } from './server-address.ts';
import css from './team.module.css';

/** Asks for the team server's address and begins to connect. The browser asks for the host in the very click. */
export function Connect({ before }: { before: Extract<Connection, { state: 'failed' }> | null }) {
  const [typed, setTyped] = useState(before?.serverUrl ?? '');
  const [wrong, setWrong] = useState('');
  const connect = useWrite((book, origin: string) => book.connect(origin));
  const submit = async () => {
    const address = readServerAddress(typed);
    if ('wrong' in address) return setWrong(t(address.wrong));
    // Nothing is waited for before this: outside the turn of the click the browser refuses to ask.
    const allowed = await browser.permissions.request(whatIsAsked(address.pattern));
    return allowed ? connect.mutate(address.origin) : setWrong(t('team_permission_refused'));
  };
  return (
    <form
      noValidate
      className={css.connect}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {before && !connect.isPending && (
        <Banner tone="bad" role="alert" title={t('team_failed', before.serverUrl)}>
          {problemWords(before.problem)}
        </Banner>
      )}
      <TextField
        label={t('team_server')}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          setWrong('');
          connect.reset();
        }}
        inputMode="url"
        autoComplete="url"
        hint={t('team_server_hint')}
        error={wrong || problemText(connect.error)}
      />
      <div>
        <Button type="submit" variant="primary" isBusy={connect.isPending}>
          {connect.isPending ? t('team_reaching') : t('team_connect')}
        </Button>
      </div>
    </form>
  );
}

/** Firefox asks in the same question whether people's names and addresses may go there; Chromium knows no such thing. */
function whatIsAsked(pattern: string) {
  const origins = [pattern];
  return import.meta.env.FIREFOX ? { origins, data_collection: ['personallyIdentifyingInfo'] } : { origins };
}
