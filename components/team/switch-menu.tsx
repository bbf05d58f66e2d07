import { Check, ChevronsUpDown } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Menu, type MenuEntry } from '#components/ui/menu.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { useBook, useWorkspaces } from '#components/use-book.ts';
import { plural, t } from '#lib/i18n/words.ts';
import type { WorkspaceView } from '#lib/messages/joining.ts';
import css from './team.module.css';

/** The workspaces to choose from. Menus are heavy: most people have one workspace and never load this. */
export function SwitchMenu({ name, className }: { name: string; className: string | undefined }) {
  const book = useBook();
  const say = useToast();
  const { data: all = [] } = useWorkspaces();
  const change = (to: WorkspaceView) =>
    void book.switchWorkspace(to.id).then(
      () => say({ words: t('workspace_switched', to.name) }),
      (error: unknown) => say({ words: problemText(error), tone: 'bad' }),
    );
  const entries = all.map((one): MenuEntry => ({
    id: one.id,
    words: one.unsent > 0 ? t('workspace_waiting', one.name, plural('sync_unsent', one.unsent)) : one.name,
    icon: one.isCurrent ? <Check aria-hidden /> : <span className={css.noMark} />,
    onAction: () => !one.isCurrent && change(one),
  }));
  return (
    <Menu label={t('workspace_switch', name)} entries={entries}>
      <Button
        size="s"
        variant="quiet"
        className={classNames(css.switch, className)}
        aria-label={t('workspace_switch', name)}
      >
        <span className={css.switchName}>{name}</span>
        <ChevronsUpDown aria-hidden />
      </Button>
    </Menu>
  );
}
