import { Button } from '#components/ui/button.tsx';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { composerName } from '#components/timeline/composer-name.ts';
import { FileList } from '#components/timeline/ticket-files.tsx';
import { problemText } from '#components/problem-text.ts';
import { useTicket } from '#components/timeline/use-dealings.ts';
import { useWrite } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import type { Composer } from '#lib/model/compose.ts';
import css from './timeline.module.css';

export type Handing = {
  id: string;
  text: string;
  composer: Composer;
  /** The message was too long to be handed over. */
  leftOut: boolean;
};

/** After a ticket was opened in a composer: what that could not carry is at hand, and what became of it is asked (E43). */
export function Handed({ id, text, composer, leftOut, onDone }: Handing & { onDone: () => void }) {
  const { data: ticket } = useTicket(id);
  const settle = useWrite((book) => book.settleTicket(id, 'sent'));
  const files = ticket?.files ?? [];
  return (
    <div className={css.form}>
      <h3 className={css.heading}>{t('ticket_handed_title', composerName(composer))}</h3>
      <p>{t('ticket_handed_what')}</p>
      {leftOut && (
        <p className={css.choose}>
          <span className={css.grow}>{t('ticket_handed_text')}</span>
          <CopyButton value={text} what={t('ticket_text')} />
        </p>
      )}
      {files.length > 0 && (
        <section aria-label={t('ticket_handed_files')} className={css.stack}>
          <p>{t('ticket_handed_files')}</p>
          <FileList files={files} />
        </section>
      )}
      <p role="alert" className={css.bad}>
        {problemText(settle.error)}
      </p>
      <div className={css.waysRow}>
        <Button onPress={onDone}>{t('ui_close')}</Button>
        <Button
          variant="primary"
          isBusy={settle.isPending}
          onPress={() => settle.mutate(undefined, { onSuccess: onDone })}
        >
          {t('ticket_mark_sent')}
        </Button>
      </div>
    </div>
  );
}
