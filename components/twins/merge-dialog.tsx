import { useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { problemText } from '#components/problem-text.ts';
import { useContact } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import type { ContactView } from '#lib/messages/book.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import { MergeFields } from './merge-fields.tsx';
import { planMerge, type MergePlan, type Picks } from './merge-plan.ts';
import { MergePreview } from './merge-preview.tsx';
import { MergeDirection } from './merge-direction.tsx';
import { mergeSentences } from './merge-words.ts';
import { useMerge } from './use-merge.ts';
import css from './merge.module.css';

export type MergeDialogProps = {
  /** The first stays unless another is chosen. */
  pair: readonly [ContactRef, ContactRef];
  onClose: () => void;
};

/** Two contacts become one: which stays, whose values, what comes of it, and a sentence that says so (G6, B23). */
export function MergeDialog({ pair, onClose }: MergeDialogProps) {
  const [one, other] = [useContact(pair[0].id), useContact(pair[1].id)];
  const [picks, setPicks] = useState<Picks>({ stays: pair[0].id, values: {} });
  const merge = useMerge();
  const both = bothOf(one.data, other.data);
  const plan = both && planMerge(both, picks);
  const error = one.error ?? other.error ?? merge.error;
  const gone = merge.isPending ? undefined : pair.find(({ id }, i) => isOther([one, other][i]?.data, id));
  const doIt = () => plan && merge.mutate(plan, { onSuccess: onClose });
  const actions = (
    <>
      <Button onPress={onClose}>{t('ui_cancel')}</Button>
      <Button
        variant="primary"
        isBusy={merge.isPending}
        isDisabled={!plan || gone !== undefined}
        onPress={() => void doIt()}
      >
        {t('merge_confirm')}
      </Button>
    </>
  );
  return (
    <Dialog title={t('merge_title')} isOpen onClose={onClose} actions={actions}>
      {error && (
        <Banner tone="bad" role="alert">
          {problemText(error)}
        </Banner>
      )}
      {gone && (
        <Banner tone="warn" role="alert">
          {t('merge_gone', gone.name)}
        </Banner>
      )}
      {!plan && !gone && !error && <Skeleton width="100%" height={180} radius={10} />}
      {plan && !gone && both && <Body plan={plan} pair={both} picks={picks} onPicks={setPicks} />}
    </Dialog>
  );
}

type BodyProps = {
  plan: MergePlan;
  pair: readonly [ContactView, ContactView];
  picks: Picks;
  onPicks: (picks: Picks) => void;
};

function Body({ plan, pair, picks, onPicks }: BodyProps) {
  return (
    <div className={css.body}>
      <MergeDirection
        pair={pair}
        stays={plan.into.id}
        // What was picked for one direction is not meant for the other.
        onStays={(stays) => onPicks({ stays, values: {} })}
      />
      <p className={css.what} aria-live="polite">
        {mergeSentences(plan).join(' ')}
      </p>
      <MergeFields
        plan={plan}
        pair={pair}
        onPick={(key, id) => onPicks({ ...picks, values: { ...picks.values, [key]: id } })}
      />
      <MergePreview plan={plan} />
    </div>
  );
}

/** Deleted meanwhile, or part of another by now: the book gives the survivor for a merged one. */
function isOther(contact: ContactView | null | undefined, asked: string): boolean {
  return contact === null || (contact !== undefined && contact.id !== asked);
}

function bothOf(
  one: ContactView | null | undefined,
  other: ContactView | null | undefined,
): readonly [ContactView, ContactView] | null {
  return one && other && one.id !== other.id ? [one, other] : null;
}
