import { useState } from 'react';
import { Merge, Pencil, Plus, Tag as TagIcon, Trash2 } from 'lucide-react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { TagChip } from '#components/ui/tag-chip.tsx';
import { problemText } from '#components/problem-text.ts';
import { useValueCounts } from '#components/use-attributes.ts';
import { useTags } from '#components/use-tags.ts';
import { plural, t } from '#lib/i18n/words.ts';
import type { Tag } from '#lib/messages/definitions.ts';
import { WaitingList } from './attributes.tsx';
import { DeleteTag } from './delete-definition.tsx';
import { listOf } from './list-of.ts';
import { SettingsHead } from './settings-head.tsx';
import { MergeTags, TagDialog } from './tag-dialogs.tsx';
import css from './definitions.module.css';

type Shown = { window: 'edit'; tag: Tag | null } | { window: 'merge' | 'delete'; tag: Tag };

/** The workspace's tags with how many contacts have each: made, renamed, coloured, merged, deleted (B41 to B47). */
export function TagsView() {
  const { data: tags, error } = useTags();
  const [shown, show] = useState<Shown | null>(null);
  const close = () => show(null);
  const add = (
    <Button variant="primary" icon={<Plus aria-hidden />} onPress={() => show({ window: 'edit', tag: null })}>
      {t('tags_add')}
    </Button>
  );
  return (
    <>
      <SettingsHead title={t('nav_tags')} action={tags && tags.length > 0 && add}>
        {t('tags_lead')}
      </SettingsHead>
      {error && <Banner tone="bad">{problemText(error)}</Banner>}
      {!tags && !error && <WaitingList />}
      {tags?.length === 0 && (
        <Empty icon={<TagIcon />} title={t('bulk_no_tags')} action={add}>
          {t('tags_empty_way')}
        </Empty>
      )}
      {tags && tags.length > 0 && <TagList tags={tags} onShow={show} />}
      {shown?.window === 'edit' && <TagDialog tag={shown.tag} onClose={close} />}
      {shown?.window === 'merge' && <MergeTags tag={shown.tag} onClose={close} />}
      {shown?.window === 'delete' && <DeleteTag tag={shown.tag} onClose={close} />}
    </>
  );
}

function TagList({ tags, onShow }: { tags: readonly Tag[]; onShow: (shown: Shown) => void }) {
  const { data: counts } = useValueCounts('tags');
  return (
    <ul className={css.items} aria-label={t('nav_tags')}>
      {tags.map((tag) => (
        <li key={tag.id} className={css.item}>
          <span className={css.words}>
            <TagChip name={tag.name} color={tag.color} />
          </span>
          <a className={css.people} href={listOf({ attribute: 'tags', is: 'any-of', value: [tag.id] })}>
            {counts && plural('list_total', counts[tag.id] ?? 0)}
          </a>
          <IconButton
            label={t('definition_edit', tag.name)}
            icon={<Pencil aria-hidden />}
            onPress={() => onShow({ window: 'edit', tag })}
          />
          <IconButton
            label={t('tags_merge', tag.name)}
            icon={<Merge aria-hidden />}
            isDisabled={tags.length < 2}
            onPress={() => onShow({ window: 'merge', tag })}
          />
          <IconButton
            label={t('definition_delete', tag.name)}
            icon={<Trash2 aria-hidden />}
            onPress={() => onShow({ window: 'delete', tag })}
          />
        </li>
      ))}
    </ul>
  );
}
