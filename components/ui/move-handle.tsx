import type { KeyboardEvent } from 'react';
import { GripVertical } from 'lucide-react';
import { t } from '#lib/i18n/words.ts';

export type MoveHandleProps = {
  /** By which whoever moved it finds it again, as `data-moves`. */
  id: string;
  /** What is moved, to whoever hears it. */
  name: string;
  className: string | undefined;
  onMove: (step: 1 | -1) => void;
  onDrag: (isOn: boolean) => void;
};

/** What something is moved by: dragged, or with Alt and the up and down arrows while it has the focus. */
export function MoveHandle({ id, name, className, onMove, onDrag }: MoveHandleProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.altKey ? ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key] : undefined;
    if (step === undefined) return;
    event.preventDefault();
    onMove(step);
  };
  return (
    <button
      type="button"
      draggable
      data-moves={id}
      className={className}
      aria-label={t('order_move', name)}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
      title={t('order_how')}
      onKeyDown={onKeyDown}
      onDragStart={(event) => {
        const { currentTarget, dataTransfer } = event;
        const moved = currentTarget.closest('li, section');
        if (moved) dataTransfer?.setDragImage(moved, 12, 16);
        dataTransfer?.setData('text/plain', name);
        if (dataTransfer) dataTransfer.effectAllowed = 'move';
        onDrag(true);
      }}
      onDragEnd={() => onDrag(false)}
    >
      <GripVertical aria-hidden />
    </button>
  );
}
