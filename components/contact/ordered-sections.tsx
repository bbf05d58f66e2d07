import { useEffect, useRef, useState, type DragEvent, type ReactNode } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { FoldSection } from '#components/contact/fold-section.tsx';
import { inSectionOrder, moved } from '#components/contact/section-order.ts';
import { MoveHandle } from '#components/ui/move-handle.tsx';
import { useSetting } from '#components/use-setting.ts';
import { t } from '#lib/i18n/words.ts';
import { sectionOrder } from '#lib/settings/settings.ts';
import hidden from '#components/ui/spoken.module.css';
import css from '#components/contact/ordered-sections.module.css';

export type OrderedSection = { name: string; title: string; aside?: ReactNode; content: ReactNode };

/**
 * The sections of a contact, which each agent folds and puts in an order of their own (G4): dragged by the handle beside
 * the heading, or moved with Alt and the up and down arrows while it has the focus. Where one went is said aloud.
 * @param sections in the order of an agent who has chosen none
 */
export function OrderedSections({ sections }: { sections: readonly OrderedSection[] }) {
  const [order, setOrder] = useSetting(sectionOrder);
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const { list, follow } = useFocusFollows();
  const shown = inSectionOrder(sections, order);
  const names = shown.map(({ name }) => name);
  const move = (name: string, to: number) => {
    if (to < 0 || to >= names.length || names.indexOf(name) === to) return;
    follow(name);
    setOrder(moved(names, name, to));
    setSaid(t('order_moved', shown[names.indexOf(name)]?.title ?? '', to + 1, names.length));
  };
  const end = () => {
    setDragged(null);
    setOver(null);
  };
  return (
    <div ref={list} className={css.sections}>
      {shown.map(({ name, title, aside, content }, at) => (
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only where something is dropped; the keys are the handle's
        <div
          key={name}
          className={classNames(name === dragged && css.dragged, name === over && css.over)}
          onDragOver={(event) => {
            if (dragged === null) return;
            event.preventDefault();
            setOver(name === dragged ? null : name);
          }}
          onDrop={(event: DragEvent) => {
            if (dragged === null) return;
            event.preventDefault();
            move(dragged, at);
            end();
          }}
        >
          <FoldSection
            name={name}
            title={title}
            aside={aside}
            handle={
              <MoveHandle
                id={name}
                name={title}
                className={css.handle}
                onMove={(step) => move(name, at + step)}
                onDrag={(isOn) => (isOn ? setDragged(name) : end())}
              />
            }
          >
            {content}
          </FoldSection>
        </div>
      ))}
      <output className={hidden.spoken} aria-live="polite">
        {said}
      </output>
    </div>
  );
}

/** A section that moves is another place in the page, and its handle would lose the focus on the way. */
function useFocusFollows() {
  const list = useRef<HTMLDivElement>(null);
  const moving = useRef<string | null>(null);
  useEffect(() => {
    if (moving.current === null) return;
    const handles = [...(list.current?.querySelectorAll<HTMLElement>('[data-moves]') ?? [])];
    handles.find(({ dataset }) => dataset['moves'] === moving.current)?.focus();
    moving.current = null;
  });
  return { list, follow: (name: string) => void (moving.current = name) };
}
