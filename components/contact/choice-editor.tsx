import { useState } from 'react';
import { X } from 'lucide-react';
import { ComboBox } from '#components/ui/combo-box.tsx';
import type { Choice } from '#components/ui/choice.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { countryChoices, languageChoices } from '#components/forms/codes.ts';
import { Flag } from '#components/ui/flag.tsx';
import { problemText } from '#components/problem-text.ts';
import type { RowProps } from '#components/contact/attribute-row.ts';
import type { Known } from '#components/contact/attribute-words.ts';
import { escaped } from '#components/contact/field-form.tsx';
import { usePutOrganisation } from '#components/use-organisations.ts';
import { t } from '#lib/i18n/words.ts';
import { foldText } from '#lib/model/text.ts';
import css from '#components/contact/detail-list.module.css';

export type ChoiceEditorProps = RowProps & {
  onChoose: (value: string | null) => void;
  onClose: () => void;
};

const NEW = 'new:';
const NONE = 'none:';

/** Chooses one by typing a part of its name; an organisation that there is none of can be made at once (E31). */
export function ChoiceEditor(props: ChoiceEditorProps) {
  const { contact, attribute, label, kind, known, onChoose, onClose } = props;
  const [typed, setTyped] = useState('');
  const { make, isBusy } = useMake(onChoose);
  const value = contact.fields[attribute]?.value;
  const current = typeof value === 'string' ? value : null;
  const all = choicesOf(kind, attribute, known, current);
  const fitting = all.filter(({ name, detail = '' }) =>
    foldText(`${name} ${detail}`).includes(foldText(typed)),
  );
  const isNew = kind === 'organisation' && typed.trim() !== '' && !all.some(({ name }) => same(name, typed));
  const choices = isNew
    ? [...fitting, { id: `${NEW}${typed}`, name: t('organisation_create', typed.trim()) }]
    : fitting;
  const mayClear = current !== null && typed === '';
  const choose = (id: string | null) => {
    if (id === NONE) return onChoose(null);
    if (id?.startsWith(NEW)) return make(id.slice(NEW.length).trim());
    if (id !== null) onChoose(id);
    return undefined;
  };
  const enter = () => {
    const meant =
      all.find(({ name }) => same(name, typed)) ?? (fitting.length === 1 ? fitting[0] : undefined);
    if (typed.trim() === '') return;
    if (meant) onChoose(meant.id);
    else if (isNew && fitting.length === 0) make(typed.trim());
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Esc out of any of its controls
    <div className={css.form} onKeyDown={(event) => escaped(event, onClose)}>
      <ComboBox
        label={label}
        hideLabel
        autoFocus
        choices={mayClear ? [{ id: NONE, name: t('value_clear') }, ...choices] : choices}
        value={null}
        onSearch={setTyped}
        onChange={choose}
        onEnter={enter}
        placeholder={kind === 'organisation' ? t('organisation_search') : t('value_choose')}
        isDisabled={isBusy}
        {...(kind === 'organisation' && { empty: t('organisation_none') })}
        opensAtOnce
      />
      <IconButton label={t('ui_cancel')} icon={<X aria-hidden />} onPress={onClose} />
    </div>
  );
}

function useMake(onMade: (id: string) => void) {
  const put = usePutOrganisation();
  const say = useToast();
  const make = (name: string) =>
    put.mutate(
      { name },
      {
        onSuccess: ({ id }) => onMade(id),
        onError: (error) => say({ words: problemText(error), tone: 'bad' }),
      },
    );
  return { make, isBusy: put.isPending };
}

function choicesOf(
  kind: RowProps['kind'],
  attribute: string,
  { organisations, members, attributes }: Known,
  current: string | null,
): Choice[] {
  switch (kind) {
    case 'country':
      return countryChoices().map((country) => ({ ...country, icon: <Flag code={country.id} /> }));
    case 'language':
      return languageChoices(current);
    case 'organisation':
      return [...organisations.values()].map(({ id, name, domain }) => ({
        id,
        name,
        ...(domain && { detail: domain }),
      }));
    case 'assignee':
      return [...members.values()].map(({ id, name, email }) => ({ id, name, detail: email }));
    default:
      return (attributes.find(({ key }) => key === attribute)?.options ?? []).map((one) => ({
        id: one,
        name: one,
      }));
  }
}

const same = (a: string, b: string) => foldText(a) === foldText(b);
