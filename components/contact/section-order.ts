/** What a person has put in order comes so; what that does not name yet keeps its place behind. */
export function inSectionOrder<Section extends { name: string }>(
  sections: readonly Section[],
  order: readonly string[],
): Section[] {
  const place = ({ name }: Section) => {
    const at = order.indexOf(name);
    return at < 0 ? order.length : at;
  };
  return sections.toSorted((a, b) => place(a) - place(b));
}

/** The names with one of them at another place. */
export function moved(names: readonly string[], name: string, to: number): string[] {
  return names.filter((one) => one !== name).toSpliced(to, 0, name);
}
