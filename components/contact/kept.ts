import { useState } from 'react';

const kept = new Map<string, string>();

/**
 * What somebody is typing, kept while the surface is open though another contact is shown meanwhile: coming back
 * finds it again. Null: nothing is being typed here.
 * @param place whose text it is: the kind of text and the contact's id
 */
export function useKept(place: string): [string | null, (text: string | null) => void] {
  const [, redraw] = useState(0);
  const set = (text: string | null) => {
    if (text === null) kept.delete(place);
    else kept.set(place, text);
    redraw((count) => count + 1);
  };
  return [kept.get(place) ?? null, set];
}

/** Forgets everything: a surface begins anew. */
export function forgetKept(): void {
  kept.clear();
}
