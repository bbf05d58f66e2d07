import { useState } from 'react';
import { Ellipsis } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, type MenuEntry } from '#components/ui/menu.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { useDeleteSegment, usePutSegment } from '#components/use-segments.ts';
import { t } from '#lib/i18n/words.ts';
import type { Segment, SegmentDraft } from '#lib/messages/definitions.ts';
import { NameDialog } from './name-dialog.tsx';
import type { ListState } from './use-list.ts';
import { goTo } from './use-route.ts';
import css from './contacts.module.css';

/** The name of the list: of everybody, or of a segment with what can be done with it. */
export function ListTitle({ list }: { list: ListState }) {
  const { segment } = list;
  if (segment === null || segment === 'lost')
    return <h1 className={css.title}>{t(segment === 'lost' ? 'segment_lost' : 'contacts')}</h1>;
  return (
    <div className={css.titleLine}>
      <h1 className={css.title} dir="auto">
        {segment.name}
      </h1>
      <SegmentMenu segment={segment} />
    </div>
  );
}

/** To save what is filtered (E23), or what was changed of a segment (E26); nothing while there is nothing to save. */
export function SegmentSaving({ list }: { list: ListState }) {
  const { segment, isChanged, filter } = list;
  const [isNaming, setNaming] = useState(false);
  const put = usePut();
  if (segment === 'lost' || (segment === null && filter.groups.length === 0)) return null;
  if (segment && !isChanged) return null;
  return (
    <div className={css.saving}>
      {segment && (
        <>
          <span className={css.changed}>{t('segment_changed')}</span>
          <Button size="s" variant="quiet" onPress={list.reset}>
            {t('segment_reset')}
          </Button>
        </>
      )}
      <Button size="s" variant={segment ? 'quiet' : 'plain'} onPress={() => setNaming(true)}>
        {t(segment ? 'segment_save_as' : 'segment_save')}
      </Button>
      {segment && (
        <Button
          size="s"
          variant="primary"
          isBusy={put.isPending}
          onPress={() => void put.save({ ...list.draft(segment.name), id: segment.id }, list.settle)}
        >
          {t('segment_save_changes')}
        </Button>
      )}
      {isNaming && (
        <NameDialog
          title={t(segment ? 'segment_save_as_title' : 'segment_save')}
          label={t('segment_name')}
          hint={t('segment_what')}
          onClose={() => setNaming(false)}
          onName={async (name) => {
            const { id } = await put.mutateAsync(list.draft(name));
            list.reset();
            goTo({ view: 'contacts', contact: null, action: null, segment: id });
          }}
        />
      )}
    </div>
  );
}

function usePut() {
  const put = usePutSegment();
  const say = useToast();
  // Once it is saved the button is gone: what follows must not hang on it.
  const save = async (draft: SegmentDraft & { id: string }, then: (draft: SegmentDraft) => void) => {
    try {
      const { name } = await put.mutateAsync(draft);
      then(draft);
      say({ words: t('segment_saved', name), tone: 'good' });
    } catch (error) {
      say({ words: problemText(error), tone: 'bad' });
    }
  };
  return { ...put, save };
}

function SegmentMenu({ segment }: { segment: Segment }) {
  const [isNaming, setNaming] = useState(false);
  const put = usePut();
  const remove = useRemove(segment);
  const entries: MenuEntry[] = [
    { id: 'rename', words: t('segment_rename'), onAction: () => setNaming(true) },
    { id: 'delete', words: t('segment_delete'), isDanger: true, onAction: remove },
  ];
  const label = t('segment_actions', segment.name);
  return (
    <>
      <Menu label={label} entries={entries}>
        <IconButton size="s" label={label} icon={<Ellipsis aria-hidden />} />
      </Menu>
      {isNaming && (
        <NameDialog
          title={t('segment_rename_title')}
          label={t('segment_name')}
          name={segment.name}
          onClose={() => setNaming(false)}
          onName={async (name) => {
            const { filter, columns, sort, id } = segment;
            if (filter) await put.mutateAsync({ name, filter, columns, sort, id });
          }}
        />
      )}
    </>
  );
}

/** Gone at once; a word with the way back stands for a while. */
function useRemove({ id, name, filter, columns, sort }: Segment): () => void {
  const remove = useDeleteSegment();
  const put = usePutSegment();
  const say = useToast();
  const undo = async () => {
    if (!filter) return;
    const again = await put.mutateAsync({ name, filter, columns, sort });
    goTo({ view: 'contacts', contact: null, action: null, segment: again.id });
  };
  // With the segment its menu goes, and with that whatever hangs on it.
  const gone = async () => {
    try {
      await remove.mutateAsync(id);
      goTo({ view: 'contacts', contact: null, action: null });
      const back = { action: { words: t('segment_undo'), onPress: () => void undo() } };
      say({ words: t('segment_deleted', name), ...(filter && back) });
    } catch (error) {
      say({ words: problemText(error), tone: 'bad' });
    }
  };
  return () => void gone();
}
