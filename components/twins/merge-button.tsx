import { lazy, Suspense, useState } from 'react';
import { Merge } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { t } from '#lib/i18n/words.ts';
import type { ContactRef } from '#lib/messages/problem.ts';

const MergeDialog = lazy(async () => ({ default: (await import('./merge-dialog.tsx')).MergeDialog }));

/** Leads to the merge of two contacts; the first is the one that stays unless another is chosen (B23, G6). */
export function MergeButton({
  pair,
  isPrimary = false,
}: {
  pair: [ContactRef, ContactRef];
  isPrimary?: boolean;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="s"
        variant={isPrimary ? 'primary' : 'plain'}
        icon={<Merge aria-hidden />}
        onPress={() => setOpen(true)}
        aria-label={t('merge_with_name', pair[1].name)}
      >
        {t('merge_begin')}
      </Button>
      {isOpen && (
        <Suspense>
          <MergeDialog pair={pair} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
