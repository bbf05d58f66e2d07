import { useState } from 'react';
import { Plus, Search } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { TagDot } from '#components/ui/tag-chip.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useGate } from '#components/ui/use-gate.ts';
import { problemText } from '#components/problem-text.ts';
import { escaped } from '#components/contact/field-form.tsx';
import { useSetFields } from '#components/contact/use-set-fields.ts';
import { useValueCounts } from '#components/use-attributes.ts';
import { useNearTag, usePutTag, useTags } from '#components/use-tags.ts';
import { formatNumber, t } from '#lib/i18n/words.ts';
import type { ContactView } from '#lib/messages/book.ts';
import type { Tag } from '#lib/messages/definitions.ts';
import { foldText } from '#lib/model/text.ts';
import css from '#components/contact/tags.module.css';

/** More than a person looks through; typing finds the others. */
const MOST = 60;

/**
 * Searches the tags of the workspace, the most used first (B47), ticks several (B43), and makes one that there is none
 * of (B44). One that reads nearly like another is pointed out. Enter takes the first that fits, or makes it.
 */
export function TagPicker({ contact, onClose }: { contact: ContactView; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const { set } = useSetFields(contact);
  const { fitting, counts } = useFitting(typed);
  const near = useNearTag(typed);
  const isNew = typed.trim() !== '' && !near?.isSame;
  const has = (id: string) => contact.fields[`tag/${id}`] !== undefined;
  const put = (id: string, isOn: boolean) =>
    set({ [`tag/${id}`]: isOn ? { value: true, origin: 'typed' } : null });
  const take = (id: string) => {
    put(id, true);
    setTyped('');
  };
  const { make, isBusy } = useMakeTag(take);
  const enter = () => {
    const [first] = fitting;
    if (typed.trim() === '') return;
    if (first && (near?.isSame || !isNew)) take(near?.isSame ? near.tag.id : first.id);
    else if (!near) make(typed);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Esc out of any of its controls
    <div className={css.picker} onKeyDown={(event) => escaped(event, onClose)}>
      <TextField
        label={t('tag_search')}
        hideLabel
        autoFocus
        autoComplete="off"
        placeholder={t('tag_search')}
        prefix={<Search aria-hidden />}
        value={typed}
        onChange={setTyped}
        onKeyDown={(event) => event.key === 'Enter' && (event.preventDefault(), enter())}
      />
      {isNew && near && <Near tag={near.tag} onTake={() => take(near.tag.id)} />}
      <TagList tags={fitting} counts={counts} has={has} onTick={put} />
      {isNew && (
        <Button size="s" icon={<Plus aria-hidden />} isBusy={isBusy} onPress={() => make(typed)}>
          {t('tag_create', typed.trim())}
        </Button>
      )}
      <div className={css.foot}>
        <span className={css.hint}>{t('tag_hint')}</span>
        <Button size="s" onPress={onClose}>
          {t('tag_done')}
        </Button>
      </div>
    </div>
  );
}

/** A name that is nearly another's is likely a slip: the other is offered first (B47). */
function Near({ tag, onTake }: { tag: Tag; onTake: () => void }) {
  return (
    <output className={css.near}>
      {t('tag_near', tag.name)}
      <Button size="s" onPress={onTake}>
        {t('tag_use', tag.name)}
      </Button>
    </output>
  );
}

type TagListProps = {
  tags: readonly Tag[];
  counts: Readonly<Record<string, number>>;
  has: (id: string) => boolean;
  onTick: (id: string, isOn: boolean) => void;
};

function TagList({ tags, counts, has, onTick }: TagListProps) {
  if (tags.length === 0) return null;
  return (
    <ul className={css.list} aria-label={t('tag_all')}>
      {tags.map(({ id, name, color }) => (
        <li key={id}>
          <Checkbox
            className={css.choice ?? ''}
            isSelected={has(id)}
            onChange={(isOn) => onTick(id, isOn)}
            aria-label={name}
          >
            <span className={css.name}>
              <TagDot color={color} />
              <span dir="auto">{name}</span>
              {counts[id] !== undefined && <span className={css.count}>{formatNumber(counts[id])}</span>}
            </span>
          </Checkbox>
        </li>
      ))}
    </ul>
  );
}

/** The tags that fit what is typed, the most used first. */
function useFitting(typed: string) {
  const { data: tags = [] } = useTags();
  const { data: counts = {} } = useValueCounts('tags');
  const search = foldText(typed);
  const fitting = tags
    .filter(({ name }) => foldText(name).includes(search))
    .toSorted((a, b) => (counts[b.id] ?? 0) - (counts[a.id] ?? 0))
    .slice(0, MOST);
  return { fitting, counts };
}

function useMakeTag(onMade: (id: string) => void) {
  const put = usePutTag();
  const say = useToast();
  const gate = useGate();
  const make = (name: string) => {
    if (!gate.enter()) return;
    put.mutate(
      { name: name.trim() },
      {
        onSuccess: ({ id }) => onMade(id),
        onError: (error) => say({ words: problemText(error), tone: 'bad' }),
        onSettled: gate.leave,
      },
    );
  };
  return { make, isBusy: put.isPending };
}
