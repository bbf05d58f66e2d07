import { useEffect, useState } from 'react';
import { UserPlus } from 'lucide-react';
import { t } from '#lib/i18n/words.ts';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { AttachSearch } from '#components/sidebar/attach-search.tsx';
import type { Adding } from '#components/sidebar/use-add-sender.ts';

/** Gives the sender to a contact that is there already: a button, behind it a search. */
export function Attach({ adding }: { adding: Adding }) {
  const [isOpen, setOpen] = useState(false);
  const [Search, setSearch] = useState<typeof AttachSearch | null>(null);
  // Comes after what is seen first, and is here before it is asked for: whoever presses the button types on at once.
  useEffect(() => {
    void import('#components/sidebar/attach-search.tsx').then((file) => setSearch(() => file.AttachSearch));
  }, []);
  if (isOpen) return Search ? <Search adding={adding} /> : <Skeleton width="100%" height={34} />;
  return (
    <Button icon={<UserPlus aria-hidden />} onPress={() => setOpen(true)}>
      {t('sidebar_attach')}
    </Button>
  );
}
