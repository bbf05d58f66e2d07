import { browser } from 'wxt/browser';
import type { Requester } from '#lib/model/requester.ts';
import { readSelected } from '#lib/model/selection.ts';
import { teamCountry } from '#lib/settings/settings.ts';
import { toggleSidebar } from './follow.ts';
import { recipesFor } from './sites.ts';
import { frontFrame, type TabState } from './tab-state.ts';
import type { Tabs } from './tabs.ts';

/** Characters of a selection that are fetched. */
const LONGEST = 1000;

/**
 * Makes whoever a selected text names the one whom a tab shows (R5, G28), by the agent's own hand: where the page is read
 * wrongly, or not at all. What the page says beside, of the conversation, is kept.
 * @param selected what the browser's menu was opened on; without it the selection is asked for
 * @returns whether anything was selected
 */
export async function pickSelection(
  tabs: Tabs,
  tabId: number,
  country: string | null,
  selected?: string,
): Promise<boolean> {
  const tab = await tabs.state(tabId);
  const { url = '' } = await browser.tabs.get(tabId);
  const text = selected ?? (await selectionIn(tabId));
  const { site, channel } = await siteOf(tab, url);
  const read = readSelected(text, channel, country);
  if (!read) return false;
  await tabs.pick(tabId, { site, ...besides(tab), ...read, confidence: 'likely', readFrom: 'selection' });
  return true;
}

/** The same from the browser's menu, and the sidebar beside it, where it is seen. */
export async function showSelected(tabs: Tabs, tabId: number, selected: string): Promise<void> {
  await pickSelection(tabs, tabId, await teamCountry.getValue(), selected);
  await toggleSidebar(tabId, true);
}

async function siteOf(tab: TabState, url: string): Promise<Pick<Requester, 'site' | 'channel'>> {
  const shown = frontFrame(tab)?.frame;
  const [first] = shown?.requesters ?? [];
  if (first) return first;
  const [recipe] = await recipesFor(shown?.url ?? url);
  return { site: recipe?.site ?? '', channel: recipe?.channel ?? 'email' };
}

/** What is of the conversation, whoever wrote in it. */
function besides(tab: TabState): Partial<Requester> {
  const { requesters, about } = frontFrame(tab)?.frame ?? {};
  const { subject, conversationUrl, integration, orders } = requesters?.[0] ?? about ?? {};
  return {
    ...(subject === undefined ? {} : { subject }),
    ...(conversationUrl === undefined ? {} : { conversationUrl }),
    ...(integration === undefined ? {} : { integration }),
    ...(orders === undefined ? {} : { orders }),
  };
}

/** What is selected in any document of a tab; '' where nothing is, or none may be touched. */
async function selectionIn(tabId: number): Promise<string> {
  const found = await browser.scripting
    .executeScript({ target: { tabId, allFrames: true }, func: selectedHere, args: [LONGEST] })
    .catch(() => []);
  const texts = found.map(({ result }) => result).filter((text) => typeof text === 'string');
  return texts.find((text) => text.trim() !== '') ?? '';
}

/** Runs in a document of a page; may use nothing from outside. Of a field, what is selected in it. */
function selectedHere(longest: number): string {
  const field = document.activeElement;
  if (
    field instanceof HTMLTextAreaElement ||
    (field instanceof HTMLInputElement && field.type !== 'password')
  )
    if (field.selectionStart !== null && field.selectionStart !== field.selectionEnd)
      return field.value.slice(field.selectionStart, field.selectionEnd ?? undefined).slice(0, longest);
  return String(getSelection() ?? '').slice(0, longest);
}
