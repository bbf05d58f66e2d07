import { useRef, useState, type ChangeEvent, type DragEvent } from 'react';

/**
 * Files that are dropped on an element or chosen in the browser's own window: what spreads on both. `area`: on what they
 * are dropped on · `field`: on an `input`, that nobody sees · `choose` opens the window.
 * @param onFiles given at least one
 */
export function useFileDrop(onFiles: (files: readonly File[]) => void) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])];
    if (files.length > 0) onFiles(files);
  };
  return {
    isOver,
    choose: () => input.current?.click(),
    area: {
      onDragOver: (event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      },
    },
    field: {
      ref: input,
      type: 'file',
      hidden: true,
      tabIndex: -1,
      onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
        take(currentTarget.files);
        // The same file again is a choice, too.
        currentTarget.value = '';
      },
    },
  };
}
