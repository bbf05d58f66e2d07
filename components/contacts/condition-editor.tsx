import { useMemo, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ComboBox } from '#components/ui/combo-box.tsx';
import { Select } from '#components/ui/select.tsx';
import { useCounts } from '#components/use-counts.ts';
import { plural, t } from '#lib/i18n/words.ts';
import { builtIns, type AttributeKind } from '#lib/model/attribute.ts';
import {
  askedBy,
  conditionProblem,
  operatorsOf,
  type Condition,
  type Filter,
  type Operator,
} from '#lib/model/filter.ts';
import { kinds } from './columns.ts';
import { isFlag, useFactWords, type FactWords } from './fact-words.ts';
import { operatorWords } from './filter-words.ts';
import { ValueField } from './value-field.tsx';
import css from './filter.module.css';

export type ConditionEditorProps = {
  /** Null: a new one. */
  condition: Condition | null;
  /** The whole filter with the condition in its place: what is counted while it is edited. */
  filterWith: (condition: Condition) => Filter;
  onApply: (condition: Condition) => void;
};

/** The operator that is most often meant, by kind. */
const FIRST: Record<AttributeKind, Operator> = {
  text: 'contains',
  many: 'any-of',
  number: 'more',
  date: 'within',
  choice: 'is',
  named: 'is',
};

/** One condition: which attribute, how, and with what; how many match is counted meanwhile. */
export function ConditionEditor({ condition, filterWith, onApply }: ConditionEditorProps) {
  const words = useFactWords();
  const kindOf = kinds(words.attributes);
  const [draft, setDraft] = useState<Condition | null>(() =>
    condition && kindOf(condition.attribute) !== null ? condition : null,
  );
  const kind = draft && kindOf(draft.attribute);
  const isWhole = draft !== null && conditionProblem(draft, kind) === null;
  const apply = () => draft && isWhole && onApply(draft);
  return (
    <form
      className={css.editor}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <AttributeField
        words={words}
        value={draft?.attribute ?? null}
        onChange={(attribute) => setDraft(attribute === null ? null : firstOf(attribute, words))}
      />
      {draft && kind && <OperatorField draft={draft} kind={kind} words={words} onChange={setDraft} />}
      {draft && kind && askedBy(draft.is) !== 'nothing' && !isFlag(draft.attribute, words.attributes) && (
        <ValueField
          key={`${draft.attribute} ${askedBy(draft.is)}`}
          condition={draft}
          words={words}
          onChange={(value) => setDraft({ ...draft, value })}
        />
      )}
      <div className={css.foot}>
        <Count filter={isWhole ? filterWith(draft) : null} />
        <Button type="submit" variant="primary" isDisabled={!isWhole}>
          {t('filter_apply')}
        </Button>
      </div>
    </form>
  );
}

function firstOf(attribute: string, { attributes }: FactWords): Condition {
  const kind = kinds(attributes)(attribute) ?? 'text';
  if (isFlag(attribute, attributes)) return { attribute, is: 'is', value: 'yes' };
  return { attribute, is: FIRST[kind], value: kind === 'date' ? 7 : null };
}

function AttributeField(props: {
  words: FactWords;
  value: string | null;
  onChange: (attribute: string | null) => void;
}) {
  const { words, value, onChange } = props;
  const choices = useMemo(
    () =>
      [...builtIns, ...words.attributes.map(({ key }) => key)].map((id) => ({
        id,
        name: words.nameOf(id),
      })),
    [words],
  );
  return (
    <ComboBox
      // Its choices come with the team's own attributes.
      key={words.attributes.length}
      label={t('filter_attribute')}
      choices={choices}
      value={value}
      onChange={onChange}
      placeholder={t('filter_attribute_find')}
      autoFocus={value === null}
    />
  );
}

function OperatorField(props: {
  draft: Condition;
  kind: AttributeKind;
  words: FactWords;
  onChange: (draft: Condition) => void;
}) {
  const { draft, kind, words, onChange } = props;
  const flag = isFlag(draft.attribute, words.attributes);
  const offered: Operator[] = flag ? ['is', 'is-not'] : operatorsOf(kind);
  const choose = (is: Operator) => {
    const keeps = askedBy(is) === askedBy(draft.is);
    onChange({ ...draft, is, value: keeps ? draft.value : askedBy(is) === 'days' ? 7 : null });
  };
  const named = (id: Operator) => ({
    id,
    name: flag ? t(id === 'is' ? 'value_yes' : 'value_no') : operatorWords(id, kind),
  });
  return (
    <Select
      label={t('filter_operator')}
      placeholder={t('form_choose')}
      choices={offered.map(named)}
      value={draft.is}
      onChange={(id) => choose(id as Operator)}
    />
  );
}

/** How many match, while it is edited (E12). */
function Count({ filter }: { filter: Filter | null }) {
  const { data } = useCounts(filter ? [filter] : []);
  const count = filter && data?.[0];
  return (
    <span className={css.count} aria-live="polite">
      {typeof count === 'number' && plural('list_total', count)}
    </span>
  );
}
