import { useRef } from 'react';

/**
 * Shut by the first of two clicks until what it began is over. Known at once, where a button is only drawn busy: on a
 * machine under load the second click of a double one comes before.
 */
export function useGate(): { enter: () => boolean; leave: () => void } {
  const isShut = useRef(false);
  return {
    enter: () => !isShut.current && (isShut.current = true),
    leave: () => {
      isShut.current = false;
    },
  };
}
