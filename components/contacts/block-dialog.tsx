import { useEffect, useRef, useState } from 'react';
import { ConfirmDialog } from '#components/ui/dialog.tsx';
import { TextArea } from '#components/ui/text-area.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { useBlock, useUnblock } from '#components/use-block.ts';
import { t } from '#lib/i18n/words.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import css from './block.module.css';

type BlockDialogProps = { contact: ContactRef; onClose: () => void };

/** Asks before a contact is blocked, with what it means, and why it is done (B48 to B54, W18); can be taken back. */
export function BlockDialog({ contact, onClose }: BlockDialogProps) {
  const [reason, setReason] = useState('');
  const say = useToast();
  const block = useBlock();
  const why = useRef<HTMLTextAreaElement>(null);
  // What is done here can be taken back, and colleagues are helped by the reason: that is what is typed first.
  useEffect(() => why.current?.focus(), []);
  return (
    <ConfirmDialog
      title={t('block_title', contact.name)}
      isOpen
      isDanger
      confirm={t('block_confirm')}
      onClose={onClose}
      onConfirm={async () => {
        await block.mutateAsync({ contactId: contact.id, reason });
        say({ words: t('block_done', contact.name), tone: 'good' });
      }}
      problem={problemText}
    >
      <p>{t('block_what')}</p>
      <div className={css.reason}>
        <TextArea
          ref={why}
          label={t('block_reason')}
          value={reason}
          onChange={setReason}
          hint={t('block_reason_hint')}
        />
      </div>
    </ConfirmDialog>
  );
}

/** Asks before a block is taken back (B55, B56). */
export function UnblockDialog({ contact, onClose }: BlockDialogProps) {
  const say = useToast();
  const unblock = useUnblock();
  return (
    <ConfirmDialog
      title={t('unblock_title', contact.name)}
      isOpen
      confirm={t('unblock_confirm')}
      onClose={onClose}
      onConfirm={async () => {
        await unblock.mutateAsync(contact.id);
        say({ words: t('unblock_done', contact.name), tone: 'good' });
      }}
      problem={problemText}
    >
      <p>{t('unblock_what')}</p>
    </ConfirmDialog>
  );
}
