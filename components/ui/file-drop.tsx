import { useId, useRef, useState, type ReactNode } from 'react';
import { FileUp } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
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
  const input = useRef<HTMLInputElement>(null);
  const words = useId();
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    if (file) onFile(file);
    // The same file again is a choice, too.
    if (input.current) input.current.value = '';
  };
  return (
    <div
      className={classNames(css.drop, isOver && css.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <FileUp aria-hidden className={css.icon} />
      <p className={css.title}>{title}</p>
      <Button variant="primary" onPress={() => input.current?.click()} aria-describedby={words}>
        {choose}
      </Button>
      <p id={words} className={css.detail}>
        {detail}
      </p>
      <p role="alert" className={css.error}>
        {error}
      </p>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={choose}
        {...(accept && { accept })}
        onChange={(event) => take(event.currentTarget.files)}
      />
    </div>
  );
}
