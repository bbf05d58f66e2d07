import { X } from 'lucide-react';
import { classNames } from '#components/ui/class-names.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import css from '#components/ui/tag-chip.module.css';

export type TagChipProps = {
  name: string;
  /** One of the tags' colours; any other shows as grey. */
  color: string;
  /** Takes the tag off; without it there is no x. */
  onRemove?: () => void;
  /** What the x does, in words. */
  removeLabel?: string;
};

/** A tag: a spot of its colour and its name, with an x where it can be taken off (B45). */
export function TagChip({ name, color, onRemove, removeLabel }: TagChipProps) {
  return (
    <span className={classNames(css.chip, css[color])} {...(onRemove && { 'data-removable': true })}>
      <TagDot color={color} />
      <span className={css.name} dir="auto" title={name}>
        {name}
      </span>
      {onRemove && (
        <IconButton
          size="s"
          label={removeLabel ?? name}
          icon={<X aria-hidden />}
          className={css.remove ?? ''}
          onPress={onRemove}
        />
      )}
    </span>
  );
}

/** The spot of a tag's colour; decoration, its name stands beside it. */
export function TagDot({ color }: { color: string }) {
  return <span aria-hidden className={classNames(css.dot, css[color])} />;
}
