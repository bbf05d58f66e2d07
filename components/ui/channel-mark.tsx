import css from '#components/ui/channel-mark.module.css';

/**
 * The small coloured square of a channel.
 * @param mark two letters at most, written in white on `color`
 * @param label the channel's name, where it is not written beside the mark
 */
export function ChannelMark({ mark, color, label }: { mark: string; color: string; label?: string }) {
  return (
    <span
      className={css.mark}
      style={{ backgroundColor: `color-mix(in srgb, ${color} 88%, black)` }}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      {mark}
    </span>
  );
}
