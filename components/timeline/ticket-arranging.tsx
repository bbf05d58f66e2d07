import { useState } from 'react';
import { Building2, UserRound } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import type { Choice } from '#components/ui/choice.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { Select } from '#components/ui/select.tsx';
import { TagChip, TagDot } from '#components/ui/tag-chip.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { useDepartments } from '#components/timeline/use-dealings.ts';
import { useWrite } from '#components/use-book.ts';
import { useOnce } from '#components/use-once.ts';
import { useMembers } from '#components/use-members.ts';
import { usePutTag, useTags, useTagsById } from '#components/use-tags.ts';
import { t } from '#lib/i18n/words.ts';
import type { TicketDraft } from '#lib/messages/dealings.ts';
import { PRIORITIES, priorityOf } from '#lib/model/ticket.ts';
import { foldText } from '#lib/model/text.ts';
import css from './timeline.module.css';

export type ArrangingProps = {
  form: Pick<TicketDraft, 'assignee' | 'department' | 'priority' | 'tags'>;
  onChange: (more: Partial<TicketDraft>) => void;
};

/** Whom a ticket is given to, how urgent it is, and its tags (E40 to E42). */
export function TicketArranging({ form, onChange }: ArrangingProps) {
  return (
    <>
      <div className={css.pair}>
        <Assign form={form} onChange={onChange} />
        <Select
          label={t('ticket_priority')}
          placeholder={t('ticket_priority')}
          choices={PRIORITIES.map((id) => ({ id, name: t(`ticket_priority_${id}`) }))}
          value={form.priority}
          onChange={(id) => onChange({ priority: priorityOf(id) })}
        />
      </div>
      <TicketTags tags={form.tags} onChange={(tags) => onChange({ tags })} />
    </>
  );
}

const [NOBODY, NEW] = ['nobody', 'new'];

/** An agent or a department; a department that is not there yet is made by its name. */
function Assign({ form, onChange }: ArrangingProps) {
  const [isNew, setNew] = useState(false);
  const { data: members = [] } = useMembers();
  const { data: departments = [] } = useDepartments();
  const choices: Choice[] = [
    { id: NOBODY, name: t('ticket_assign_nobody') },
    ...members.map(({ id, name, isSelf }) => ({
      id: `user/${id}`,
      name: isSelf ? t('ticket_assign_me', name) : name,
      icon: <UserRound aria-hidden />,
    })),
    ...departments.map(({ id, name }) => ({
      id: `department/${id}`,
      name,
      detail: t('ticket_department'),
      icon: <Building2 aria-hidden />,
    })),
    { id: NEW, name: t('ticket_department_new') },
  ];
  const chosen =
    form.department !== null ? `department/${form.department}` : form.assignee && `user/${form.assignee}`;
  const choose = (id: string) => {
    setNew(id === NEW);
    if (id === NEW) return;
    const [kind, value] = [id.split('/')[0], id.slice(id.indexOf('/') + 1)];
    onChange({
      assignee: kind === 'user' ? value : null,
      department: kind === 'department' ? value : null,
    });
  };
  return (
    <div className={css.stack}>
      <Select
        label={t('ticket_assign')}
        placeholder={t('ticket_assign_nobody')}
        choices={choices}
        value={isNew ? NEW : (chosen ?? NOBODY)}
        onChange={choose}
      />
      {isNew && (
        <NewDepartment
          onMade={(department) => {
            setNew(false);
            onChange({ department, assignee: null });
          }}
        />
      )}
    </div>
  );
}

function NewDepartment({ onMade }: { onMade: (id: string) => void }) {
  const [name, setName] = useState('');
  const put = useWrite(useOnce((book, typed: string) => book.putDepartment(typed)));
  const make = () => name.trim() !== '' && put.mutate(name, { onSuccess: ({ id }) => onMade(id) });
  return (
    <div className={css.beside}>
      <TextField
        label={t('ticket_department_name')}
        autoFocus
        value={name}
        onChange={setName}
        error={problemText(put.error)}
        className={css.grow ?? ''}
        onKeyDown={(event) => event.key === 'Enter' && (event.preventDefault(), make())}
      />
      <Button isBusy={put.isPending} isDisabled={name.trim() === ''} onPress={() => void make()}>
        {t('ticket_department_add')}
      </Button>
    </div>
  );
}

/** Tags of the ticket, of the one dictionary that contacts have theirs from (X9). */
function TicketTags({ tags, onChange }: { tags: readonly string[]; onChange: (tags: string[]) => void }) {
  const [typed, setTyped] = useState('');
  // Chosen ones come anew as an empty field.
  const [round, setRound] = useState(0);
  const { data: all = [] } = useTags();
  const known = useTagsById();
  const put = usePutTag();
  const say = useToast();
  const take = (id: string) => {
    onChange([...tags.filter((one) => one !== id), id]);
    setTyped('');
    setRound(round + 1);
  };
  const make = () =>
    put.mutate(
      { name: typed.trim() },
      {
        onSuccess: ({ id }) => take(id),
        onError: (error) => say({ words: problemText(error), tone: 'bad' }),
      },
    );
  const fitting = all.filter(
    ({ id, name }) => !tags.includes(id) && foldText(name).includes(foldText(typed)),
  );
  const isNew = typed.trim() !== '' && !all.some(({ name }) => foldText(name) === foldText(typed));
  const choices = [
    ...fitting.slice(0, 50).map(({ id, name, color }) => ({ id, name, icon: <TagDot color={color} /> })),
    ...(isNew ? [{ id: NEW, name: t('ticket_tag_new', typed.trim()) }] : []),
  ];
  return (
    <div className={css.stack}>
      <ComboBox
        key={round}
        label={t('ticket_tags')}
        choices={choices}
        value={null}
        onSearch={setTyped}
        placeholder={t('tag_search')}
        autoFocus={round > 0}
        onChange={(id) => (id === NEW ? make() : id !== null && take(id))}
      />
      {tags.length > 0 && (
        <ul className={css.chips}>
          {tags.map((id) => (
            <li key={id}>
              <TagChip
                name={known.get(id)?.name ?? t('timeline_tag_gone')}
                color={known.get(id)?.color ?? 'grey'}
                removeLabel={t('tag_remove', known.get(id)?.name ?? '')}
                onRemove={() => onChange(tags.filter((one) => one !== id))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
