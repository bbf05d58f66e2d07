import { ClipboardCopy, MousePointerClick, RefreshCw, TextSelect, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { copyText } from '#components/ui/copy-text.ts';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { useWrite } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import type { Book } from '#lib/messages/book.ts';
import css from '#components/contact/where-read.module.css';

export type WrongPersonProps = {
  question: string;
  /** Somebody was picked by hand: there is a way back. */
  isPicked: boolean;
  /** The conversation shows others, who can be switched to. */
  others: boolean;
};

/** The ways out where a page is read wrongly, or not at all (R5): the selected text, teaching, reading again, a report. */
export function WrongPerson({ question, isPicked, others }: WrongPersonProps) {
  const say = useToast();
  return (
    <div className={css.wrong}>
      <h3 className={css.question}>{question}</h3>
      {others && <p className={css.why}>{t('read_wrong_others')}</p>}
      <div className={css.ways}>
        {isPicked && (
          <Way icon={<Undo2 aria-hidden />} words={t('read_unpick')} does={(book) => book.unpick()} />
        )}
        <Way
          icon={<TextSelect aria-hidden />}
          words={t('read_use_selection')}
          does={async (book) => {
            if (!(await book.pickSelection())) say({ words: t('read_nothing_selected'), tone: 'bad' });
          }}
        />
        <Way
          icon={<MousePointerClick aria-hidden />}
          words={t('teach_here')}
          does={(book) => book.teachHere()}
        />
        <Way
          icon={<RefreshCw aria-hidden />}
          words={t('read_again')}
          does={async (book) => {
            await book.readAgain();
            say({ words: t('read_again_done') });
          }}
        />
        <Way
          icon={<ClipboardCopy aria-hidden />}
          words={t('read_report')}
          does={async (book) => {
            const isCopied = await copyText(await book.pageReport());
            say({
              words: t(isCopied ? 'read_report_done' : 'read_report_failed'),
              tone: isCopied ? 'good' : 'bad',
            });
          }}
        />
      </div>
      <p className={css.why}>{t('read_report_what')}</p>
    </div>
  );
}

type WayProps = { icon: ReactNode; words: string; does: (book: Book) => Promise<unknown> };

function Way({ icon, words, does }: WayProps) {
  const write = useWrite((book) => does(book));
  const say = useToast();
  const act = () =>
    write.mutate(undefined, { onError: (error) => say({ words: problemText(error), tone: 'bad' }) });
  return (
    <Button size="s" icon={icon} isBusy={write.isPending} onPress={act}>
      {words}
    </Button>
  );
}
