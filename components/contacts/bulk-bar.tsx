import { lazy, Suspense, useState } from 'react';
import {
  Building2,
  Download,
  Ellipsis,
  ShieldBan,
  ShieldCheck,
  Tag,
  Tags,
  Trash2,
  UserRoundCheck,
  X,
} from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { useStatus } from '#components/use-book.ts';
import { useRole } from '#components/use-role.ts';
import { formatNumber, plural, t } from '#lib/i18n/words.ts';
import type { Matching } from '#lib/messages/book.ts';
import { bulkLimit } from '#lib/model/bulk.ts';
import { may } from '#lib/model/role.ts';
import { contactsOf, countOf, everybody, nobody, type Selection } from './selection.ts';
import css from './bulk.module.css';

const BulkDialog = lazy(() => import('./bulk-dialog.tsx').then((file) => ({ default: file.BulkDialog })));

/** What is asked about before it is done with many. */
export type BulkAct = 'tag' | 'untag' | 'assign' | 'organisation' | 'block' | 'unblock' | 'export' | 'delete';

export type BulkBarProps = {
  selection: Selection;
  onSelect: (selection: Selection) => void;
  /** Whom the list shows, and how many they are. */
  matching: Matching;
  total: number;
};

/**
 * What can be done with the contacts that are ticked (B61 to B68); nothing of it while there are none. Beyond an agent's
 * limit buttons stay in sight and say why they cannot be pressed (X6).
 */
export function BulkBar({ selection, onSelect, matching, total }: BulkBarProps) {
  const role = useRole();
  const [act, setAct] = useState<BulkAct | null>(null);
  const count = countOf(selection, total);
  const limit = bulkLimit(role);
  const isOver = limit !== null && count > limit;
  if (count === 0) return null;
  return (
    <section className={css.bar} aria-label={t('bulk_label')}>
      <IconButton
        size="s"
        label={t('bulk_clear')}
        icon={<X aria-hidden />}
        onPress={() => onSelect(nobody)}
      />
      <p className={css.count} aria-live="polite">
        {plural('bulk_selected', count)}
      </p>
      {count < total && (
        <Button size="s" variant="quiet" onPress={() => onSelect(everybody)}>
          {plural('bulk_select_all', total)}
        </Button>
      )}
      <Acts isOver={isOver} mayDelete={may(role, 'delete-contact')} onAct={setAct} />
      {isOver && (
        <p id="bulk-limit" className={css.reason}>
          {t('bulk_limit', formatNumber(limit))}
        </p>
      )}
      {act && (
        <Suspense>
          <BulkDialog
            act={act}
            over={contactsOf(selection, matching)}
            count={count}
            onClose={() => setAct(null)}
            onStarted={() => onSelect(nobody)}
          />
        </Suspense>
      )}
    </section>
  );
}

function Acts(props: { isOver: boolean; mayDelete: boolean; onAct: (act: BulkAct) => void }) {
  const { isOver, mayDelete, onAct } = props;
  const { data: status } = useStatus();
  const limited = isOver ? { isDisabled: true, 'aria-describedby': 'bulk-limit' } : {};
  const isAlone = status?.workspace === null;
  const more = [
    {
      id: 'organisation',
      words: t('bulk_organisation'),
      icon: <Building2 aria-hidden />,
      onAction: () => onAct('organisation'),
    },
    { id: 'block', words: t('bulk_block'), icon: <ShieldBan aria-hidden />, onAction: () => onAct('block') },
    {
      id: 'unblock',
      words: t('bulk_unblock'),
      icon: <ShieldCheck aria-hidden />,
      onAction: () => onAct('unblock'),
    },
  ];
  const assign = {
    id: 'assign',
    words: t('bulk_assign'),
    icon: <UserRoundCheck aria-hidden />,
    unavailable: isAlone ? t('bulk_no_members') : null,
    onAction: () => onAct('assign'),
  };
  return (
    <div className={css.acts}>
      <Button size="s" icon={<Tag aria-hidden />} {...limited} onPress={() => onAct('tag')}>
        {t('bulk_tag')}
      </Button>
      <Button size="s" icon={<Tags aria-hidden />} {...limited} onPress={() => onAct('untag')}>
        {t('bulk_untag')}
      </Button>
      {!isAlone && (
        <Button size="s" icon={<UserRoundCheck aria-hidden />} onPress={() => onAct('assign')}>
          {t('bulk_assign')}
        </Button>
      )}
      <Button size="s" icon={<Download aria-hidden />} {...limited} onPress={() => onAct('export')}>
        {t('bulk_export')}
      </Button>
      <Menu label={t('bulk_more')} entries={isAlone ? [assign, ...more] : more}>
        <IconButton size="s" label={t('bulk_more')} icon={<Ellipsis aria-hidden />} />
      </Menu>
      {mayDelete && (
        <Button
          size="s"
          className={css.delete ?? ''}
          icon={<Trash2 aria-hidden />}
          onPress={() => onAct('delete')}
        >
          {t('delete')}
        </Button>
      )}
    </div>
  );
}
