import { useQuery } from '@tanstack/react-query';
import { browser } from 'wxt/browser';
import type { KnownRecipes } from '#lib/sites/known.ts';

/** What the recipes that are built in can read, and how well that is proven: the index that the build wrote of them. */
export function useKnown() {
  return useQuery({ queryKey: ['recipes'], queryFn: readIndex, staleTime: Infinity, retry: false });
}

async function readIndex(): Promise<KnownRecipes> {
  const answer = await fetch(browser.runtime.getURL('/recipes/index.json' as never));
  if (!answer.ok) throw new Error(`The index of recipes could not be read: ${answer.status}.`);
  return (await answer.json()) as KnownRecipes;
}
