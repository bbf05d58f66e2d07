import { lazy, Suspense, useState } from 'react';
import { Mail, StickyNote } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { CallMenu } from '#components/timeline/call-menu.tsx';
import { t } from '#lib/i18n/words.ts';
import type { ContactView } from '#lib/messages/book.ts';

const TicketDialog = lazy(() =>
  import('#components/timeline/ticket-dialog.tsx').then(({ TicketDialog }) => ({ default: TicketDialog })),
);

/** Note, call, new ticket (E32): what is done with a contact most. */
export function ContactActs({ contact, onNote }: { contact: ContactView; onNote: () => void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<StickyNote aria-hidden />} onPress={onNote}>
        {t('sidebar_note')}
      </Button>
      <CallMenu contact={contact} />
      <Button icon={<Mail aria-hidden />} onPress={() => setOpen(true)}>
        {t('sidebar_ticket')}
      </Button>
      {isOpen && (
        <Suspense>
          <TicketDialog contact={contact} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
