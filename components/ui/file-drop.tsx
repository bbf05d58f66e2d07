import { useId, type ReactNode } from 'react';
import { FileUp } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { useFileDrop } from '#components/ui/use-file-drop.ts';
import css from '#components/ui/file-drop.module.css';

export type FileDropProps = {
  onFile: (file: File) => void;
  /** What it is for, and under it what files it takes. */
  title: string;
  detail?: ReactNode;
  choose: string;
  /** As the `accept` of a file input has it. */
  accept?: string;
  /** What is wrong with what was given, in words. */
  error?: string | undefined;
};

/** Where one file is dropped, or chosen by the button in it. */
export function FileDrop({ onFile, title, detail, choose, accept, error }: FileDropProps) {
  const words = useId();
  const drop = useFileDrop(([file]) => file && onFile(file));
  return (
    <div className={classNames(css.drop, drop.isOver && css.over)} {...drop.area}>
      <FileUp aria-hidden className={css.icon} />
      <p className={css.title}>{title}</p>
      <Button variant="primary" onPress={drop.choose} aria-describedby={words}>
        {choose}
      </Button>
      <p id={words} className={css.detail}>
        {detail}
      </p>
      <p role="alert" className={css.error}>
        {error}
      </p>
      <input {...drop.field} aria-label={choose} {...(accept && { accept })} />
    </div>
  );
}
