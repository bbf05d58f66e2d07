import { useState } from 'react';
import { UserPlus } from 'lucide-react';
import { t } from '#lib/i18n/words.ts';
import { Button } from '#components/ui/button.tsx';
import { later, usePreload } from '#components/ui/later.tsx';
import type { Adding } from '#components/sidebar/use-add-sender.ts';

const AttachSearch = later(async () => (await import('#components/sidebar/attach-search.tsx')).AttachSearch);

/** Gives the sender to a contact that is there already: a button, behind it a search. */
export function Attach({ adding }: { adding: Adding }) {
  const [isOpen, setOpen] = useState(false);
  usePreload(AttachSearch);
  if (isOpen) return <AttachSearch adding={adding} />;
  return (
    <Button icon={<UserPlus aria-hidden />} onPress={() => setOpen(true)}>
      {t('sidebar_attach')}
    </Button>
  );
}
