import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { forgetKept } from '#components/contact/kept.ts';
import { problemText } from '#components/problem-text.ts';
import { useWorkspaces, useWrite } from '#components/use-book.ts';
import { plural, t } from '#lib/i18n/words.ts';
import { ExportUnsent } from './export-unsent.tsx';
import css from './team.module.css';

/** Signing out (sync.md): what is not on the server yet is counted, can be kept as a file, and is then wiped with the rest. */
export function SignOut({ workspace, onClose }: { workspace: string; onClose: () => void }) {
  const say = useToast();
  const { data: workspaces = [], isPending } = useWorkspaces();
  const unsent = workspaces.reduce((sum, one) => sum + one.unsent, 0);
  // Without `discard` the book itself refuses where something was written a moment ago that this window does not know of.
  const leave = useWrite(async (book) => {
    await book.disconnect({ discard: unsent > 0 });
    // Here and not afterwards: with the team this window goes, too.
    await forgetKept().catch(() => {});
    say({ words: t('team_signed_out') });
  });
  const signOut = () => leave.mutate(undefined, { onSuccess: onClose });
  const actions = (
    <>
      <Button onPress={onClose} autoFocus>
        {t('cancel')}
      </Button>
      <Button
        variant={unsent > 0 ? 'danger' : 'primary'}
        isBusy={leave.isPending || isPending}
        onPress={signOut}
      >
        {t(unsent > 0 ? 'team_sign_out_discard' : 'team_sign_out')}
      </Button>
    </>
  );
  return (
    <Dialog
      title={t('team_sign_out_title', workspace)}
      isOpen
      onClose={onClose}
      size="s"
      role="alertdialog"
      actions={actions}
    >
      <p>{t('team_sign_out_what')}</p>
      {unsent > 0 && (
        <Banner tone="warn" actions={<ExportUnsent />}>
          {plural('team_sign_out_unsent', unsent)}
        </Banner>
      )}
      <p role="alert" className={css.problem}>
        {problemText(leave.error)}
      </p>
    </Dialog>
  );
}
