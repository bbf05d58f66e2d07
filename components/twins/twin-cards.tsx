import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { KeepFocus } from '#components/ui/keep-focus.tsx';
import { Section } from '#components/ui/section.tsx';
import { plural, t } from '#lib/i18n/words.ts';
import type { ContactView } from '#lib/messages/book.ts';
import type { TwinsPage } from '#lib/messages/past.ts';
import { TwinCard, type OnMerge } from './twin-card.tsx';
import { useMergeDialog } from './use-merge-dialog.tsx';
import { useTwins } from './use-twins.ts';
import css from './twins.module.css';

/** Shown at first: beside the details there is room for one. */
const FIRST = 1;

/** Who may be the same person, at the top of the details (B18). Nothing where there is nobody, nor while it is asked. */
export function TwinCards({ contact }: { contact: ContactView }) {
  const { data } = useTwins(contact.id);
  const [merge, dialog] = useMergeDialog();
  return (
    <KeepFocus>
      {data && data.pairs.length > 0 && <Cards twins={data} onMerge={merge} />}
      {dialog}
    </KeepFocus>
  );
}

function Cards({ twins: { total, pairs }, onMerge }: { twins: TwinsPage; onMerge: OnMerge }) {
  const [isAll, setAll] = useState(false);
  return (
    <Section title={plural('twins_count', total)}>
      <div className={css.cards}>
        {pairs.slice(0, isAll ? undefined : FIRST).map((twins) => (
          <TwinCard key={twins.contacts[1].id} twins={twins} onMerge={onMerge} />
        ))}
        {!isAll && pairs.length > FIRST && (
          <Button size="s" variant="quiet" className={css.all ?? ''} onPress={() => setAll(true)}>
            {t('twins_show_all')}
          </Button>
        )}
      </div>
    </Section>
  );
}
