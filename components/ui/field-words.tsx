import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Text } from 'react-aria-components/Text';
import css from '#components/ui/field.module.css';

/** What stands below a field: what is wrong with it, said aloud as it appears, else the hint. */
export function FieldWords({ hint, error }: { hint?: ReactNode; error?: ReactNode }) {
  return (
    <div aria-live="polite" className={css.under}>
      {error ? (
        <FieldError className={css.error ?? ''}>{error}</FieldError>
      ) : (
        hint && (
          <Text slot="description" className={css.hint ?? ''}>
            {hint}
          </Text>
        )
      )}
    </div>
  );
}
