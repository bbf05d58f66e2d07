import { useId } from 'react';
import css from '#components/ui/progress.module.css';

/** How far something has come. `words` say what, `detail` how much; read aloud when it is asked for, not at every step. */
export function Progress(props: { words: string; detail?: string; value: number; max: number }) {
  const id = useId();
  return (
    <div className={css.progress}>
      <p className={css.line}>
        <span id={id}>{props.words}</span>
        <span className={css.detail}>{props.detail}</span>
      </p>
      <progress className={css.bar} aria-labelledby={id} value={props.value} max={Math.max(props.max, 1)} />
    </div>
  );
}

/** The bar alone, beside words that tell the rest. */
export function ProgressBar({ label, value, max }: { label: string; value: number; max: number }) {
  return <progress className={css.bar} aria-label={label} value={value} max={Math.max(max, 1)} />;
}
