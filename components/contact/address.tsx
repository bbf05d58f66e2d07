import { Fragment } from 'react';

/** An address or login, or words that end in one: broken before its @, or after a dot before that, where it is too long for one line. */
export function Address({ value }: { value: string }) {
  const parts = value.split(/(?=@[^@]*$)|(?<=[._-])(?=.*@)/u);
  return parts.map((part, n) => (
    <Fragment key={parts.slice(0, n + 1).join('')}>
      {n > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
