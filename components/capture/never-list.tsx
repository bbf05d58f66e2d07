import { AtSign, Trash2, Users } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Item, ItemList, ItemWords } from '#components/ui/item-list.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { t } from '#lib/i18n/words.ts';
import type { NeverEntry } from '#lib/messages/capturing.ts';
import { useDeleteNever, usePutNever } from './use-capture.ts';
import css from './capture.module.css';

/** Everybody on the team's list; one press takes them off, and the toast puts them back. */
export function NeverList({ entries }: { entries: readonly NeverEntry[] }) {
  if (entries.length === 0) return <p className={css.none}>{t('never_none')}</p>;
  return (
    <ItemList label={t('never_title')}>
      {entries.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </ItemList>
  );
}

function Entry({ entry: { id, what, who } }: { entry: NeverEntry }) {
  const remove = useDeleteNever();
  const put = usePutNever();
  const say = useToast();
  const isDomain = what.startsWith('@');
  // The row is gone by then: what is said must not hang on it.
  const takeOff = async () => {
    try {
      await remove.mutateAsync(id);
      const undo = { words: t('ui_undo'), onPress: () => put.mutate({ what, who }) };
      say({ words: t('never_removed', what), action: undo });
    } catch (error) {
      say({ words: problemText(error), tone: 'bad' });
    }
  };
  return (
    <Item>
      {isDomain ? <Users aria-hidden size={16} /> : <AtSign aria-hidden size={16} />}
      <ItemWords
        name={what}
        detail={[t(`never_who_${who}`), isDomain && t('never_everyone')].filter(Boolean).join(' · ')}
      />
      <IconButton
        label={t('never_remove', what)}
        icon={<Trash2 aria-hidden />}
        onPress={() => void takeOff()}
      />
    </Item>
  );
}
