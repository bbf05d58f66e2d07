import { useState } from 'react';
import { RotateCcw } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog, Dialog } from '#components/ui/dialog.tsx';
import { ItemWords } from '#components/ui/item-list.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { formatMoment } from '#lib/i18n/dates.ts';
import { t } from '#lib/i18n/words.ts';
import type { TaughtSite } from '#lib/messages/teaching.ts';
import { useDeleteTaught, useRenameTaught, useRevertTaught } from './use-teaching.ts';
import css from './teach.module.css';

export type Window = { id: string; window: 'versions' | 'rename' | 'delete' };
type Props = { site: TaughtSite; onClose: () => void };

export function TaughtWindow({ window, ...props }: Props & Pick<Window, 'window'>) {
  if (window === 'versions') return <Versions {...props} />;
  return window === 'rename' ? <Rename {...props} /> : <Remove {...props} />;
}

/** What was taught when and by whom; any of it can hold again. */
function Versions({ site, onClose }: Props) {
  const revert = useRevertTaught();
  const say = useToast();
  const back = (version: number) =>
    revert.mutate(
      { id: site.id, version },
      {
        onSuccess: () => say({ words: t('taught_reverted', version), tone: 'good' }),
        onError: (error) => say({ words: problemText(error), tone: 'bad' }),
      },
    );
  return (
    <Dialog title={t('taught_versions_of', site.name)} isOpen onClose={onClose} size="s">
      <ol className={css.versions}>
        {site.versions.map(({ number, at, author, from }) => (
          <li key={number} className={css.version}>
            <ItemWords
              name={from === null ? t('taught_version', number) : t('taught_version_from', number, from)}
              detail={[formatMoment(at), author].filter(Boolean).join(' · ')}
            />
            {number === site.version ? (
              <span className={css.holds}>{t('taught_holds')}</span>
            ) : (
              <Button
                size="s"
                icon={<RotateCcw aria-hidden />}
                isDisabled={!site.mayEdit || revert.isPending}
                onPress={() => back(number)}
                aria-label={t('taught_revert_to', number)}
              >
                {t('taught_revert')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

function Rename({ site, onClose }: Props) {
  const rename = useRenameTaught();
  const [name, setName] = useState(site.name);
  return (
    <ConfirmDialog
      title={t('taught_rename')}
      isOpen
      confirm={t('taught_rename_verb')}
      isDisabled={name.trim() === ''}
      onClose={onClose}
      onConfirm={() => rename.mutateAsync({ id: site.id, name })}
      problem={problemText}
    >
      <TextField label={t('taught_name')} value={name} onChange={setName} maxLength={80} />
    </ConfirmDialog>
  );
}

function Remove({ site, onClose }: Props) {
  const remove = useDeleteTaught();
  return (
    <ConfirmDialog
      title={t('taught_delete_title', site.name)}
      isOpen
      isDanger
      confirm={t('taught_delete')}
      onClose={onClose}
      onConfirm={() => remove.mutateAsync(site.id)}
      problem={problemText}
    >
      <p>{t('taught_delete_what')}</p>
    </ConfirmDialog>
  );
}
