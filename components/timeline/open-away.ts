/** Opens an address outside of this surface: a page in a tab of its own, a program by its kind of address. */
export function openAway(url: string): void {
  window.open(url, '_blank', 'noopener');
}
