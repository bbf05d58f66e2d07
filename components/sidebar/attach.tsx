import { lazy, Suspense, useState } from 'react';
import { UserPlus } from 'lucide-react';
import { t } from '#lib/i18n/words.ts';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { Adding } from '#components/sidebar/use-add-sender.ts';

const AttachSearch = lazy(() =>
  import('#components/sidebar/attach-search.tsx').then(({ AttachSearch }) => ({ default: AttachSearch })),
);

/** Gives the sender to a contact that is there already: a button, behind it a search. */
export function Attach({ adding }: { adding: Adding }) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen)
    return (
      <Suspense fallback={<Skeleton width="100%" height={34} />}>
        <AttachSearch adding={adding} />
      </Suspense>
    );
  return (
    <Button icon={<UserPlus aria-hidden />} onPress={() => setOpen(true)}>
      {t('sidebar_attach')}
    </Button>
  );
}
