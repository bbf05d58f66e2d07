import { MessageSquareText } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { useHere, useWrite } from '#components/use-book.ts';
import { useOnce } from '#components/use-once.ts';
import { plural, t } from '#lib/i18n/words.ts';
import css from './timeline.module.css';

/** Keeps what the messages on the page say (E45), by a click and never else; there while the page shows this contact. */
export function Capture({ contactId }: { contactId: string }) {
  const { data: here } = useHere();
  const say = useToast();
  const capture = useWrite(useOnce((book, id: string) => book.capture(id)));
  const shown = here?.participants[here.shown]?.recognition;
  if (shown?.state !== 'known' || shown.contact.id !== contactId) return null;
  const run = () =>
    capture.mutate(contactId, {
      onSuccess: ({ messages, isWhole }) =>
        say({
          words: isWhole ? plural('timeline_captured', messages, messages) : t('timeline_captured_cut'),
          tone: 'good',
        }),
      onError: (error) => say({ words: problemText(error), tone: 'bad' }),
    });
  return (
    <div className={css.capture}>
      <Button size="s" icon={<MessageSquareText aria-hidden />} isBusy={capture.isPending} onPress={run}>
        {t('timeline_capture')}
      </Button>
      <span className={css.small}>{t('timeline_capture_hint')}</span>
    </div>
  );
}
