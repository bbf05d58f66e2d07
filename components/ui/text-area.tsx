import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { Label } from 'react-aria-components/Label';
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';
import { classNames } from '#components/ui/class-names.ts';
import { FieldWords } from '#components/ui/field-words.tsx';
import hidden from './spoken.module.css';
import css from '#components/ui/field.module.css';

export type TextAreaProps = {
  label: string;
  hideLabel?: boolean;
  value: string;
  onChange: (value: string) => void;
  hint?: ReactNode;
  error?: ReactNode;
  placeholder?: string;
  /** Lines shown when empty; it grows with what is written. */
  rows?: number;
  autoFocus?: boolean;
  maxLength?: number;
  isDisabled?: boolean;
  onBlur?: () => void;
  onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  className?: string;
  ref?: Ref<HTMLTextAreaElement>;
};

/** Text of several lines. */
export function TextArea(props: TextAreaProps) {
  const { label, hideLabel, hint, error, placeholder, rows = 2, ref, className, onKeyDown, ...rest } = props;
  return (
    <TextField
      {...rest}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={classNames(css.field, className)}
    >
      <Label className={classNames(css.label, hideLabel && hidden.spoken)}>{label}</Label>
      <AriaTextArea
        className={classNames(css.input, css.area)}
        rows={rows}
        dir="auto"
        {...(ref && { ref })}
        {...(placeholder && { placeholder })}
        {...(onKeyDown && { onKeyDown })}
      />
      <FieldWords hint={hint} error={error} />
    </TextField>
  );
}
