import { findMarks } from './marks.ts';
import styles from './marked.module.css';

/** A text with the parts that a search matched marked (A38). */
export function Marked({ text, search }: { text: string; search: string }) {
  const marks = search.trim() === '' ? [] : findMarks(text, search);
  const pieces = marks.map(({ from, to }, index) => (
    <span key={from}>
      {text.slice(marks[index - 1]?.to ?? 0, from)}
      <mark className={styles.mark}>{text.slice(from, to)}</mark>
    </span>
  ));
  return (
    <>
      {pieces}
      {text.slice(marks.at(-1)?.to ?? 0)}
    </>
  );
}
