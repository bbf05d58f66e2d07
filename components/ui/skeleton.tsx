import css from '#components/ui/skeleton.module.css';

/** The grey shape of a text or picture that is on its way. Sizes in pixels, or a CSS length. */
export function Skeleton(props: { width: number | string; height?: number; radius?: number }) {
  const { width, height = 12, radius = 6 } = props;
  return <span aria-hidden className={css.bone} style={{ width, height, borderRadius: radius }} />;
}
