import { useState } from 'react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog } from '#components/ui/dialog.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { forgetKept } from '#components/contact/kept.ts';
import { problemText } from '#components/problem-text.ts';
import { useWrite } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import { ExportUnsent } from './export-unsent.tsx';

/** Removed from a workspace: told so, with what was not sent to take along, and the way out (law 5). */
export function Gone({ workspace, unsent }: { workspace: string; unsent: number }) {
  const say = useToast();
  const [isAsking, setAsking] = useState(false);
  const leave = useWrite(async (book) => {
    await book.leaveWorkspace({ discard: true });
    await forgetKept().catch(() => {});
    say({ words: t('team_left', workspace) });
  });
  return (
    <Banner
      tone="warn"
      title={t('team_gone_title', workspace)}
      actions={
        <>
          {unsent > 0 && <ExportUnsent />}
          <Button size="s" variant="danger" isBusy={leave.isPending} onPress={() => setAsking(true)}>
            {t('team_leave')}
          </Button>
        </>
      }
    >
      <p>{t('team_gone_what')}</p>
      <p role="alert">{problemText(leave.error)}</p>
      <ConfirmDialog
        title={t('team_leave_title', workspace)}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        confirm={t('team_leave')}
        isDanger
        onConfirm={() => leave.mutate(undefined)}
      >
        {t('team_leave_what')}
      </ConfirmDialog>
    </Banner>
  );
}
