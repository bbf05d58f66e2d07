import type { HTMLInputTypeAttribute, ReactNode, Ref } from 'react';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { classNames } from '#components/ui/class-names.ts';
import { FieldWords } from '#components/ui/field-words.tsx';
import hidden from './spoken.module.css';
import css from '#components/ui/field.module.css';

export type TextFieldProps = {
  label: string;
  /** The name is there for a screen reader only, where the place says it to the eye. */
  hideLabel?: boolean;
  value: string;
  onChange: (value: string) => void;
  hint?: ReactNode;
  /** What is wrong, in words; null or '' when nothing is. */
  error?: ReactNode;
  /** Before the text: an icon. */
  prefix?: ReactNode;
  /** After the text: a button, a key. */
  suffix?: ReactNode;
  placeholder?: string;
  type?: HTMLInputTypeAttribute;
  inputMode?: 'text' | 'email' | 'tel' | 'url' | 'search';
  autoFocus?: boolean;
  autoComplete?: string;
  maxLength?: number;
  isDisabled?: boolean;
  isRequired?: boolean;
  onBlur?: () => void;
  onKeyDown?: (event: React.KeyboardEvent<HTMLInputElement>) => void;
  className?: string;
  ref?: Ref<HTMLInputElement>;
};

/** One line of text with its label, hint and problem. */
export function TextField(props: TextFieldProps) {
  const { label, hideLabel, hint, error, prefix, suffix, placeholder, ref, className, onKeyDown, ...rest } =
    props;
  return (
    <AriaTextField
      {...rest}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={classNames(css.field, className)}
    >
      <Label className={classNames(css.label, hideLabel && hidden.spoken)}>{label}</Label>
      <div className={css.box}>
        {prefix}
        <Input
          className={css.input ?? ''}
          dir="auto"
          {...(ref && { ref })}
          {...(placeholder && { placeholder })}
          {...(onKeyDown && { onKeyDown })}
        />
        {suffix}
      </div>
      <FieldWords hint={hint} error={error} />
    </AriaTextField>
  );
}
