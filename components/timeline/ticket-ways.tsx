import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/select.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useGate } from '#components/ui/use-gate.ts';
import { problemText } from '#components/problem-text.ts';
import { openAway } from '#components/timeline/open-away.ts';
import { useMailServer, useTicket } from '#components/timeline/use-dealings.ts';
import type { useTicketForm } from '#components/timeline/use-ticket-form.ts';
import type { Handing } from '#components/timeline/ticket-handed.tsx';
import { useHere, useWrite } from '#components/use-book.ts';
import { useOnce } from '#components/use-once.ts';
import { useSetting } from '#components/use-setting.ts';
import { t } from '#lib/i18n/words.ts';
import type { TicketView } from '#lib/messages/dealings.ts';
import { composerOf, COMPOSERS, composeUrl, type Composer } from '#lib/model/compose.ts';
import { composer as composerSetting } from '#lib/settings/settings.ts';
import { composerName } from './composer-name.ts';
import css from './timeline.module.css';

type Writing = ReturnType<typeof useTicketForm>;
export type TicketWaysProps = {
  writing: Writing;
  /** It was to go out; what it lacks is to be told from now on. */
  onTried: () => void;
  onHanded: (how: Handing) => void;
  onDone: () => void;
};

const SERVER = 'server';

/** The ways a ticket leaves the house: by the team's server where it sends, else by a composer of the agent's (E36, E43). */
export function TicketWays(props: TicketWaysProps) {
  const { data: server } = useMailServer();
  const { chosen, choose } = useComposer();
  const { data: ticket } = useTicket(props.writing.form.id);
  const sends = server?.state === 'sends';
  const composer = chosen === SERVER ? 'mailto' : chosen;
  const viaServer = sends && chosen === SERVER;
  const { keep, isKeeping, go, isGoing } = useLeaving(props, viaServer ? null : composer);
  const isAgain = ticket?.delivery === 'failed';
  return (
    <div className={css.ways}>
      {server?.state === 'unknown' && <p className={css.small}>{t('ticket_offline')}</p>}
      {!viaServer && (ticket?.files.length ?? 0) > 0 && (
        <p className={css.small}>{t('ticket_cannot_carry')}</p>
      )}
      <div className={css.waysRow}>
        <Select
          label={t('ticket_composer')}
          hideLabel
          placeholder={t('ticket_composer')}
          choices={[
            ...(sends ? [{ id: SERVER, name: t('ticket_composer_server') }] : []),
            ...COMPOSERS.map((id) => ({ id, name: composerName(id) })),
          ]}
          value={viaServer ? SERVER : composer}
          onChange={choose}
          className={css.composer ?? ''}
        />
        <Button isBusy={isKeeping} onPress={keep}>
          {t('ticket_save')}
        </Button>
        <Button variant="primary" isBusy={isGoing} onPress={go}>
          {viaServer
            ? t(isAgain ? 'ticket_retry' : 'ticket_send')
            : t('ticket_open_in', composerName(composer))}
        </Button>
      </div>
    </div>
  );
}

/** @param composer null: the team's server sends it */
function useLeaving({ writing, onTried, onHanded, onDone }: TicketWaysProps, composer: Composer | null) {
  const say = useToast();
  const onError = (error: unknown) => say({ words: problemText(error), tone: 'bad' });
  const save = useWrite(async () => void (await writing.save()));
  const send = useWrite(useOnce<void, TicketView>(async (book) => book.sendTicket(await writing.save())));
  const hand = useWrite(async (book, by: Composer) => {
    const id = await writing.save();
    await book.handTicket(id, by);
    return id;
  });
  const gate = useGate();
  const { form } = writing;
  const finish = (words: string) => {
    say({ words, tone: 'good' });
    onDone();
  };
  const onSent = ({ delivery }: TicketView) =>
    delivery === 'sent' ? finish(t('ticket_sent_toast', form.to)) : undefined;
  const go = () => {
    onTried();
    if (form.to === '' || form.subject.trim() === '' || form.text.trim() === '') return undefined;
    if (composer === null) return send.mutate(undefined, { onError, onSuccess: onSent });
    const { url, leftOut } = composeUrl(composer, form);
    if (!gate.enter()) return undefined;
    // At once, by the click: a window that is opened later is held back.
    openAway(url);
    return hand.mutate(composer, {
      onError,
      onSuccess: (id) => onHanded({ id, text: form.text, composer, leftOut }),
      onSettled: gate.leave,
    });
  };
  const keep = () => save.mutate(undefined, { onError, onSuccess: () => finish(t('ticket_saved')) });
  return { keep, isKeeping: save.isPending, go, isGoing: send.isPending || hand.isPending };
}

/** The server where it sends, unless the agent has another; without one the composer of the inbox they read in. */
function useComposer(): { chosen: Composer | typeof SERVER; choose: (id: string) => void } {
  const [setting, set] = useSetting(composerSetting);
  const { data: server } = useMailServer();
  const { data: here } = useHere();
  const chosen = setting ?? (server?.state === 'sends' ? SERVER : composerOf(here?.site));
  // The server is no composer: choosing it takes the agent's own choice back.
  return { chosen, choose: (id) => set(COMPOSERS.find((one) => one === id) ?? null) };
}
