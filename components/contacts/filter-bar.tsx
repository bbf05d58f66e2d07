import { lazy, Suspense, useState } from 'react';
import { Plus, TriangleAlert, X } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { t } from '#lib/i18n/words.ts';
import type { Condition, Filter } from '#lib/model/filter.ts';
import { addTo, putIn, takeFrom, type Place } from './edit-filter.ts';
import { useFactWords, type FactWords } from './fact-words.ts';
import { conditionWords, filterSentence } from './filter-words.ts';
import hidden from '#components/ui/spoken.module.css';
import css from './filter.module.css';

const ConditionEditor = lazy(() =>
  import('./condition-editor.tsx').then((file) => ({ default: file.ConditionEditor })),
);

/**
 * The filter (E10 to E17): its conditions as chips that are pressed to be changed, grouped; all conditions of a group
 * must hold, one group is enough. Read back as a sentence, which is said aloud when it changes.
 */
export function FilterBar({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const words = useFactWords();
  const { groups } = filter;
  return (
    <section className={css.bar} aria-label={t('filter_label')}>
      <div className={css.chips}>
        {groups.map((group, at) => (
          <Group
            // oxlint-disable-next-line react/no-array-index-key -- a group is nothing but its place
            key={at}
            group={group}
            at={at}
            filter={filter}
            words={words}
            onChange={onChange}
          />
        ))}
        <AddCondition filter={filter} place={{ group: groups.length, at: 0 }} onChange={onChange}>
          <Button size="s" variant={groups.length === 0 ? 'plain' : 'quiet'} icon={<Plus aria-hidden />}>
            {t(groups.length === 0 ? 'filter_add' : 'filter_add_group')}
          </Button>
        </AddCondition>
        {groups.length > 0 && (
          <Button size="s" variant="quiet" onPress={() => onChange({ groups: [] })}>
            {t('filter_clear')}
          </Button>
        )}
      </div>
      <p className={css.sentence} aria-live="polite">
        {filterSentence(filter, words)}
      </p>
    </section>
  );
}

type GroupProps = {
  group: readonly Condition[];
  at: number;
  filter: Filter;
  words: FactWords;
  onChange: (filter: Filter) => void;
};

function Group({ group, at, filter, words, onChange }: GroupProps) {
  return (
    <>
      {at > 0 && <span className={css.or}>{t('filter_or')}</span>}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset is drawn with a border and a legend */}
      <span role="group" aria-label={t('filter_group', at + 1)} className={css.group}>
        {group.map((condition, index) => (
          <Chip
            // oxlint-disable-next-line react/no-array-index-key -- two alike conditions may stand in one group
            key={index}
            condition={condition}
            place={{ group: at, at: index }}
            filter={filter}
            words={words}
            onChange={onChange}
          />
        ))}
        <AddCondition filter={filter} place={{ group: at, at: group.length }} onChange={onChange}>
          <IconButton size="s" label={t('filter_add_and')} icon={<Plus aria-hidden />} />
        </AddCondition>
      </span>
    </>
  );
}

type ChipProps = {
  condition: Condition;
  place: Place;
  filter: Filter;
  words: FactWords;
  onChange: (filter: Filter) => void;
};

function Chip({ condition, place, filter, words, onChange }: ChipProps) {
  const { attribute, asks, problem } = conditionWords(condition, words);
  const button = (
    <Button
      size="s"
      variant="quiet"
      icon={problem && <TriangleAlert aria-hidden />}
      className={css.chipButton ?? ''}
    >
      <b>{attribute}</b> <span dir="auto">{problem ?? asks}</span>
    </Button>
  );
  return (
    <span className={classNames(css.chip, problem && css.broken)}>
      {place.at > 0 && <span className={hidden.spoken}>{t('filter_and')}</span>}
      <EditPanel label={t('filter_edit')} trigger={button}>
        {(close) => (
          <ConditionEditor
            condition={condition}
            filterWith={(changed) => putIn(filter, place, changed)}
            onApply={(changed) => {
              onChange(putIn(filter, place, changed));
              close();
            }}
          />
        )}
      </EditPanel>
      <IconButton
        size="s"
        label={t('filter_remove', attribute)}
        icon={<X aria-hidden />}
        onPress={() => onChange(takeFrom(filter, place))}
      />
    </span>
  );
}

function AddCondition(props: {
  filter: Filter;
  place: Place;
  onChange: (filter: Filter) => void;
  children: React.ReactElement;
}) {
  const { filter, place, onChange, children } = props;
  return (
    <EditPanel label={t('filter_add')} trigger={children}>
      {(close) => (
        <ConditionEditor
          condition={null}
          filterWith={(added) => addTo(filter, place.group, added)}
          onApply={(added) => {
            onChange(addTo(filter, place.group, added));
            close();
          }}
        />
      )}
    </EditPanel>
  );
}

function EditPanel(props: {
  label: string;
  trigger: React.ReactElement;
  children: (close: () => void) => React.ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Panel {...props} isOpen={isOpen} onOpenChange={setOpen}>
      {(close) => (
        <Suspense
          fallback={
            <p className={css.waiting}>
              <Spinner label={t('list_loading')} />
            </p>
          }
        >
          {props.children(close)}
        </Suspense>
      )}
    </Panel>
  );
}
