import type { ReactNode } from 'react';
import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Label } from 'react-aria-components/Label';
import { ListBox } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { ChoiceItem, type Choice } from '#components/ui/choice.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { FieldWords } from '#components/ui/field-words.tsx';
import hidden from './spoken.module.css';
import field from '#components/ui/field.module.css';
import list from '#components/ui/list-box.module.css';
import css from '#components/ui/select.module.css';

export type SelectProps = {
  label: string;
  hideLabel?: boolean;
  choices: Choice[];
  value: string | null;
  onChange: (id: string) => void;
  /** What stands there while nothing is chosen. */
  placeholder: string;
  hint?: ReactNode;
  error?: ReactNode;
  isDisabled?: boolean;
  className?: string;
};

/** One of a few; for many see `ComboBox`. */
export function Select(props: SelectProps) {
  const { label, hideLabel, choices, value, onChange, placeholder, hint, error, isDisabled, className } =
    props;
  const chosen = choices.find(({ id }) => id === value);
  return (
    <AriaSelect
      value={value}
      onChange={(id) => id !== null && onChange(String(id))}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      isDisabled={isDisabled ?? false}
      className={classNames(field.field, className)}
    >
      <Label className={classNames(field.label, hideLabel && hidden.spoken)}>{label}</Label>
      <Button className={classNames(field.box, css.button)}>
        {chosen?.icon}
        <SelectValue className={classNames(css.value, !chosen && css.placeholder)}>
          {() => chosen?.name ?? placeholder}
        </SelectValue>
        <ChevronDown aria-hidden />
      </Button>
      <FieldWords hint={hint} error={error} />
      <Popover className={list.popover ?? ''} offset={4}>
        <ListBox items={choices} className={list.list ?? ''}>
          {(choice) => <ChoiceItem choice={choice} />}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
