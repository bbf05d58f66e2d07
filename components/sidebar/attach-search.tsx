import { useState } from 'react';
import type { ContactSummary } from '#lib/messages/book.ts';
import { t } from '#lib/i18n/words.ts';
import { Avatar } from '#components/ui/avatar.tsx';
import type { Choice } from '#components/ui/choice.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import type { Adding } from '#components/sidebar/use-add-sender.ts';
import { useContactList } from '#components/use-book.ts';

/** Finds the contact that a sender is given to. */
export function AttachSearch({ adding }: { adding: Adding }) {
  const [text, setText] = useState('');
  const found = useContactList({ text, sort: 'best', offset: 0, limit: 12 });
  return (
    <ComboBox
      autoFocus
      label={t('sidebar_attach_field')}
      placeholder={t('sidebar_attach_placeholder')}
      choices={(found.data?.rows ?? []).map(toChoice)}
      empty={found.isPending ? t('ui_loading') : t('ui_nothing_found')}
      value={null}
      onSearch={setText}
      onChange={(contactId) => contactId && adding.add({ do: 'attach', contactId })}
      isDisabled={adding.isBusy}
    />
  );
}

function toChoice({ id, name, senders }: ContactSummary): Choice {
  return {
    id,
    name,
    ...(senders[0] && { detail: senders[0].value }),
    icon: <Avatar name={name} seed={id} size={24} />,
  };
}
