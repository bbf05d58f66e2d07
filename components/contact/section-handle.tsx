import type { KeyboardEvent } from 'react';
import { GripVertical } from 'lucide-react';
import { t } from '#lib/i18n/words.ts';
import css from '#components/contact/ordered-sections.module.css';

export type SectionHandleProps = {
  name: string;
  title: string;
  onMove: (step: 1 | -1) => void;
  onDrag: (isOn: boolean) => void;
};

/** What a section is moved by; seen where the pointer or the focus is, so that headings stay quiet. */
export function SectionHandle({ name, title, onMove, onDrag }: SectionHandleProps) {
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
      data-moves={name}
      className={css.handle}
      aria-label={t('order_move', title)}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
      title={t('order_how')}
      onKeyDown={onKeyDown}
      onDragStart={({ currentTarget, dataTransfer }) => {
        const section = currentTarget.closest('section');
        if (section) dataTransfer.setDragImage(section, 12, 16);
        dataTransfer.setData('text/plain', title);
        dataTransfer.effectAllowed = 'move';
        onDrag(true);
      }}
      onDragEnd={() => onDrag(false)}
    >
      <GripVertical aria-hidden />
    </button>
  );
}
