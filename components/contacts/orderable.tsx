import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { MoveHandle } from '#components/ui/move-handle.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { t } from '#lib/i18n/words.ts';
import hidden from '#components/ui/spoken.module.css';
import css from './orderable.module.css';

export type OrderableProps = {
  label: string;
  items: readonly { id: string; name: string }[];
  /** Whatever stands in the row behind its handle. */
  children: (id: string) => ReactNode;
  onOrder: (ids: string[]) => void;
  isDisabled?: boolean;
};

/**
 * A list whose order a person makes (D10): rows are dragged by their handle, or moved with Alt and the up and down
 * arrows while the handle has the focus; where a row went is said aloud.
 */
export function Orderable({ label, items, children, onOrder, isDisabled = false }: OrderableProps) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const move = (id: string, to: number) => {
    const ids = items.map((item) => item.id);
    const from = ids.indexOf(id);
    if (to < 0 || to >= ids.length || from === to) return;
    onOrder(ids.toSpliced(from, 1).toSpliced(to, 0, id));
    setSaid(t('order_moved', items[from]?.name ?? '', to + 1, ids.length));
    // The row is another element now; its handle keeps the focus.
    requestAnimationFrame(() => handleOf(list.current, id)?.focus());
  };
  const drop = (event: DragEvent, at: number) => {
    event.preventDefault();
    if (dragged !== null) move(dragged, at);
    setDragged(null);
    setOver(null);
  };
  return (
    <>
      <ul ref={list} className={css.list} aria-label={label}>
        {items.map(({ id, name }, at) => (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- only where something is dropped; the keys are the handle's
          <li
            key={id}
            className={classNames(css.item, id === dragged && css.dragged, id === over && css.over)}
            onDragOver={(event) => {
              if (dragged === null) return;
              event.preventDefault();
              setOver(id);
            }}
            onDrop={(event) => drop(event, at)}
          >
            {!isDisabled && (
              <MoveHandle
                className={css.handle}
                id={id}
                name={name}
                onMove={(step) => move(id, at + step)}
                onDrag={(on) => {
                  setDragged(on ? id : null);
                  if (!on) setOver(null);
                }}
              />
            )}
            {children(id)}
          </li>
        ))}
      </ul>
      <output className={hidden.spoken} aria-live="polite">
        {said}
      </output>
    </>
  );
}

function handleOf(list: HTMLElement | null, id: string): HTMLElement | undefined {
  const handles = [...(list?.querySelectorAll<HTMLElement>('[data-moves]') ?? [])];
  return handles.find((handle) => handle.dataset['moves'] === id);
}
