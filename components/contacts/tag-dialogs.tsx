import { useId, useState } from 'react';
import { Check } from 'lucide-react';
import { ConfirmDialog } from '#components/ui/dialog.tsx';
import { Select } from '#components/ui/select.tsx';
import { TagChip, TagDot } from '#components/ui/tag-chip.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { problemText } from '#components/problem-text.ts';
import { useUsedBy } from '#components/use-attributes.ts';
import { useMergeTags, useNearTag, usePutTag, useTags } from '#components/use-tags.ts';
import { plural, t } from '#lib/i18n/words.ts';
import type { Tag } from '#lib/messages/definitions.ts';
import { TAG_COLORS, TAG_LIMIT, type TagColor } from '#lib/model/tag.ts';
import { FormDialog } from './form-dialog.tsx';
import { useSaved } from './use-saved.ts';
import css from './definitions.module.css';

/** Makes a tag, or gives it another name or colour. One that is nearly another is pointed out (B44). */
export function TagDialog({ tag, onClose }: { tag: Tag | null; onClose: () => void }) {
  const put = usePutTag();
  const saved = useSaved(onClose);
  const [name, setName] = useState(tag?.name ?? '');
  const [color, setColor] = useState<TagColor>(tag?.color ?? 'blue');
  const near = useNearTag(name, tag?.id);
  const draft = { name: name.trim(), color };
  return (
    <FormDialog
      title={tag ? t('definition_edit', tag.name) : t('tags_add')}
      verb={t('form_save')}
      isBusy={put.isPending}
      isDisabled={draft.name === ''}
      onSubmit={() => put.mutate({ ...draft, ...(tag && { id: tag.id }) }, saved)}
      onClose={onClose}
    >
      <TextField
        label={t('name')}
        value={name}
        onChange={setName}
        error={problemText(put.error)}
        hint={near && t('bulk_near_tag', near.tag.name)}
        maxLength={TAG_LIMIT}
        autoFocus
        autoComplete="off"
      />
      <Colors value={color} onChange={setColor} />
      <p>
        <TagChip name={draft.name || t('name')} color={color} />
      </p>
    </FormDialog>
  );
}

/** The eight colours, each told by its name too. */
function Colors({ value, onChange }: { value: TagColor; onChange: (color: TagColor) => void }) {
  const name = useId();
  return (
    <fieldset className={css.colors}>
      <legend>{t('tags_color')}</legend>
      {TAG_COLORS.map((color) => (
        <label key={color} className={css.color} title={t(`tag_color_${color}`)}>
          <input
            type="radio"
            name={name}
            aria-label={t(`tag_color_${color}`)}
            checked={color === value}
            onChange={() => onChange(color)}
          />
          <TagDot color={color} />
          {color === value && <Check aria-hidden />}
        </label>
      ))}
    </fieldset>
  );
}

/** Makes one tag part of another, with all its contacts. */
export function MergeTags({ tag, onClose }: { tag: Tag; onClose: () => void }) {
  const { data: tags = [] } = useTags();
  const { data: use } = useUsedBy('tag', tag.id);
  const merge = useMergeTags();
  const [into, setInto] = useState<string | null>(null);
  const other = tags.find(({ id }) => id === into);
  return (
    <ConfirmDialog
      title={t('tags_merge_title', tag.name)}
      isOpen
      confirm={t('tags_merge_do')}
      isDisabled={into === null}
      onClose={onClose}
      onConfirm={async () => {
        if (into !== null) await merge.mutateAsync({ from: tag.id, into });
      }}
      problem={problemText}
    >
      <Select
        label={t('tags_merge_into')}
        placeholder={t('form_choose')}
        choices={tags
          .filter(({ id }) => id !== tag.id)
          .map(({ id, name, color }) => ({ id, name, icon: <TagDot color={color} /> }))}
        value={into}
        onChange={setInto}
      />
      {use && other && <p>{plural('tags_merge_what', use.contacts, other.name, tag.name)}</p>}
    </ConfirmDialog>
  );
}
