import { Button } from '#components/ui/button.tsx';
import { Select } from '#components/ui/select.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { openAway } from '#components/timeline/open-away.ts';
import { useMailServer, useTicket } from '#components/timeline/use-dealings.ts';
import type { useTicketForm } from '#components/timeline/use-ticket-form.ts';
import { useHere, useWrite } from '#components/use-book.ts';
import { useSetting } from '#components/use-setting.ts';
import { t } from '#lib/i18n/words.ts';
import { composerOf, COMPOSERS, composeUrl, type Composer } from '#lib/model/compose.ts';
import { composer as composerSetting } from '#lib/settings/settings.ts';
import { composerName } from './composer-name.ts';
import css from './timeline.module.css';

type Writing = ReturnType<typeof useTicketForm>;
export type TicketWaysProps = {
  writing: Writing;
  /** It was to go out; what it lacks is to be told from now on. */
  onTried: () => void;
  onHanded: (how: { composer: Composer; leftOut: boolean }) => void;
  onDone: () => void;
};

const SERVER = 'server';

/** The ways a ticket leaves the house: by the team's server where it sends, else by a composer of the agent's (E36, E43). */
export function TicketWays({ writing, onTried, onHanded, onDone }: TicketWaysProps) {
  const { data: server } = useMailServer();
  const { chosen, choose } = useComposer();
  const { form } = writing;
  const { data: ticket } = useTicket(form.id);
  const say = useToast();
  const failed = (error: unknown) => say({ words: problemText(error), tone: 'bad' });
  const save = useWrite(async () => void (await writing.save()));
  const send = useWrite(async (book) => book.sendTicket(await writing.save()));
  const hand = useWrite(async (book, composer: Composer) => book.handTicket(await writing.save(), composer));
  const isWhole = form.to !== '' && form.subject.trim() !== '' && form.text.trim() !== '';
  const viaServer = server?.state === 'sends' && chosen === SERVER;
  const go = () => {
    onTried();
    if (!isWhole) return undefined;
    if (viaServer)
      return send.mutate(undefined, {
        onError: failed,
        onSuccess: ({ delivery }) => {
          if (delivery !== 'sent') return;
          say({ words: t('ticket_sent_toast', form.to), tone: 'good' });
          onDone();
        },
      });
    const composer = chosen === SERVER ? 'mailto' : chosen;
    const { url, leftOut } = composeUrl(composer, form);
    // At once, by the click: a window that is opened later is held back.
    openAway(url);
    return hand.mutate(composer, { onError: failed, onSuccess: () => onHanded({ composer, leftOut }) });
  };
  const keep = () =>
    save.mutate(undefined, {
      onError: failed,
      onSuccess: () => {
        say({ words: t('ticket_saved'), tone: 'good' });
        onDone();
      },
    });
  const name = composerName(chosen === SERVER ? 'mailto' : chosen);
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
            ...(server?.state === 'sends' ? [{ id: SERVER, name: t('ticket_composer_server') }] : []),
            ...COMPOSERS.map((id) => ({ id, name: composerName(id) })),
          ]}
          value={viaServer ? SERVER : chosen === SERVER ? 'mailto' : chosen}
          onChange={choose}
          className={css.composer ?? ''}
        />
        <Button isBusy={save.isPending} onPress={keep}>
          {t('ticket_save')}
        </Button>
        <Button variant="primary" isBusy={send.isPending || hand.isPending} onPress={go}>
          {viaServer
            ? t(ticket?.delivery === 'failed' ? 'ticket_retry' : 'ticket_send')
            : t('ticket_open_in', name)}
        </Button>
      </div>
    </div>
  );
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
