/** Joins the class names that apply: `classNames(css.row, isOn && css.on)`. */
export function classNames(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
