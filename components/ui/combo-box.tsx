import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import { ChevronDown, X } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { ListBox } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { t } from '#lib/i18n/words.ts';
import { ChoiceItem, type Choice } from '#components/ui/choice.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { FieldWords } from '#components/ui/field-words.tsx';
import hidden from './spoken.module.css';
import field from '#components/ui/field.module.css';
import list from '#components/ui/list-box.module.css';
import css from '#components/ui/combo-box.module.css';

export type ComboBoxProps = {
  label: string;
  hideLabel?: boolean;
  choices: Choice[];
  value: string | null;
  onChange: (id: string | null) => void;
  /** Called with each letter, where `choices` are found elsewhere; then they are shown as given, unfiltered. */
  onSearch?: (text: string) => void;
  /** Enter, while none of the list is chosen by the arrows: what is typed would be thrown away. */
  onEnter?: () => void;
  /** The flag or mark of what is chosen, before the text. */
  prefix?: ReactNode;
  placeholder?: string;
  /** Shown in the list where nothing fits. */
  empty?: string;
  hint?: ReactNode;
  error?: ReactNode;
  autoFocus?: boolean;
  /** The list hangs open as soon as the field has the focus, also where `onSearch` finds the choices. */
  opensAtOnce?: boolean;
  isDisabled?: boolean;
  className?: string;
};

/** One of many, found by typing: country, language, contact. */
export function ComboBox(props: ComboBoxProps) {
  const { label, hideLabel, choices, value, onChange, onSearch, prefix, placeholder, hint, error } = props;
  const box = useRef<HTMLDivElement>(null);
  return (
    <AriaComboBox
      {...(onSearch
        ? { items: choices, onInputChange: onSearch, defaultFilter: () => true }
        : { defaultItems: choices })}
      value={value}
      onChange={(id) => onChange(id === null ? null : String(id))}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      isDisabled={props.isDisabled ?? false}
      autoFocus={props.autoFocus ?? false}
      allowsEmptyCollection
      menuTrigger={onSearch && !props.opensAtOnce ? 'input' : 'focus'}
      className={classNames(field.field, props.className)}
    >
      <Label className={classNames(field.label, hideLabel && hidden.spoken)}>{label}</Label>
      <div className={field.box} ref={box}>
        {prefix}
        <Input
          className={field.input ?? ''}
          dir="auto"
          {...(placeholder && { placeholder })}
          {...(props.onEnter && { onKeyDown: onEnterAlone(props.onEnter) })}
        />
        {value !== null && !onSearch && (
          <Button
            slot={null}
            className={css.side ?? ''}
            aria-label={t('ui_clear', label)}
            onPress={() => onChange(null)}
          >
            <X aria-hidden />
          </Button>
        )}
        <Button className={css.side ?? ''}>
          <ChevronDown aria-hidden />
        </Button>
      </div>
      <FieldWords hint={hint} error={error} />
      <Popover
        className={classNames(list.popover, css.popover)}
        offset={4}
        triggerRef={box}
        // As wide as the whole field, with what stands before and after its text.
        style={({ defaultStyle }) => ({ ...defaultStyle, width: box.current?.offsetWidth })}
      >
        <ListBox<Choice>
          className={list.list ?? ''}
          renderEmptyState={() => <div className={list.empty}>{props.empty ?? t('ui_nothing_found')}</div>}
        >
          {(choice) => <ChoiceItem choice={choice} />}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}

const onEnterAlone =
  (does: () => void) =>
  ({ key, currentTarget }: KeyboardEvent<HTMLInputElement>) => {
    if (key === 'Enter' && !currentTarget.getAttribute('aria-activedescendant')) does();
  };
