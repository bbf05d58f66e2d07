import { useState } from 'react';
import { Plus } from 'lucide-react';
import type { Choice } from '#components/ui/choice.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { TagChip, TagDot } from '#components/ui/tag-chip.tsx';
import { problemText } from '#components/problem-text.ts';
import { useNearTag, usePutTag, useTags } from '#components/use-tags.ts';
import { t } from '#lib/i18n/words.ts';
import type { Tag } from '#lib/messages/definitions.ts';
import { foldText } from '#lib/model/text.ts';
import css from './bulk.module.css';

export type TagsFieldProps = {
  /** Ids of those chosen. */
  tags: readonly string[];
  onChange: (tags: string[]) => void;
  mayCreate: boolean;
};

/** Several tags, found by typing; one that there is not is made on the fly, unless it is nearly one that there is (B44). */
export function TagsField({ tags, onChange, mayCreate }: TagsFieldProps) {
  const { data: all = [] } = useTags();
  const [typed, setTyped] = useState('');
  const near = useNearTag(typed);
  const put = usePutTag();
  // The field begins anew with each tag that is taken.
  const [turn, setTurn] = useState(0);
  const add = (id: string) => {
    onChange([...new Set([...tags, id])]);
    setTyped('');
    setTurn(turn + 1);
  };
  const isNew = mayCreate && typed.trim() !== '' && near?.isSame !== true;
  const take = (id: string) =>
    id === NEW ? put.mutate({ name: typed.trim() }, { onSuccess: (tag) => add(tag.id) }) : add(id);
  const enter = () => {
    if (near?.isSame) add(near.tag.id);
    else if (isNew && !near) take(NEW);
  };
  return (
    <>
      <Chosen tags={tags} all={all} onChange={onChange} />
      <ComboBox
        key={turn}
        label={t('attribute_tags')}
        choices={[
          ...fitting(all, tags, typed),
          ...(isNew
            ? [{ ...newTag(typed), ...(near && { detail: t('bulk_near_tag', near.tag.name) }) }]
            : []),
        ]}
        value={null}
        onChange={(id) => id !== null && take(id)}
        onSearch={setTyped}
        onEnter={enter}
        autoFocus
        placeholder={t(mayCreate ? 'bulk_find_tags' : 'bulk_find_tag')}
        {...(all.length === 0 && { empty: t('bulk_no_tags') })}
        error={problemText(put.error)}
      />
    </>
  );
}

/** The entry that makes a tag. */
const NEW = 'new';

const newTag = (typed: string): Choice => ({
  id: NEW,
  name: t('bulk_create_tag', typed.trim()),
  icon: <Plus aria-hidden />,
});

function fitting(all: readonly Tag[], chosen: readonly string[], typed: string): Choice[] {
  return all
    .filter(({ id, name }) => !chosen.includes(id) && foldText(name).includes(foldText(typed)))
    .map(({ id, name, color }) => ({ id, name, icon: <TagDot color={color} /> }));
}

/** The tags that were chosen, each with an x. */
function Chosen(props: Omit<TagsFieldProps, 'mayCreate'> & { all: readonly Tag[] }) {
  const { tags, all, onChange } = props;
  return (
    <div className={css.tags}>
      {all
        .filter(({ id }) => tags.includes(id))
        .map(({ id, name, color }) => (
          <TagChip
            key={id}
            name={name}
            color={color}
            removeLabel={t('filter_remove', name)}
            onRemove={() => onChange(tags.filter((one) => one !== id))}
          />
        ))}
    </div>
  );
}
