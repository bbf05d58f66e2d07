/**
 * Where the cover has to stand so that it takes the message's own place, as custom properties of the cover: in a grid
 * the message's columns, in a row of boxes its share of the width. In a grid the row is left to the browser, so that the
 * two never lie over each other when the message is shown.
 */
export function placeOf(body: Element): Record<`--${string}`, string> {
  const { gridColumnStart, gridColumnEnd, flex, order } = getComputedStyle(body);
  const around = body.parentElement && getComputedStyle(body.parentElement);
  const isAnywhere = gridColumnStart === 'auto' && gridColumnEnd === 'auto';
  const isRow = around?.display.includes('flex') && around.flexDirection.startsWith('row');
  return {
    '--column': isAnywhere ? '1 / -1' : `${gridColumnStart} / ${gridColumnEnd}`,
    '--flex': isRow ? flex : 'none',
    '--order': order,
  };
}
