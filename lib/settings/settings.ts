import { storage } from 'wxt/utils/storage';
import type { CallChoice } from '#lib/model/call-link.ts';
import type { Composer } from '#lib/model/compose.ts';

/** What the agent chose on this browser; contacts never live here. Each item can be watched from every surface. */

export type Theme = 'system' | 'light' | 'dark';
export const theme = storage.defineItem<Theme>('local:theme', { fallback: 'system' });

/** Whether the sidebar pushes the page aside or lies over it. */
export type SidebarLayout = 'push' | 'over';
export const sidebarLayout = storage.defineItem<SidebarLayout>('local:sidebar-layout', { fallback: 'push' });

/** Hosts on which the agent left the sidebar open. */
export const sidebarOpen = storage.defineItem<Record<string, boolean>>('local:sidebar-open', {
  fallback: {},
});

/** A site the agent switched on: the recipe's id and the match pattern it was granted for. */
export type SwitchedOn = { site: string; pattern: string };
export const switchedOn = storage.defineItem<SwitchedOn[]>('local:switched-on', { fallback: [] });

/** The country national phone numbers are read for when nothing better is known; null: always ask (R4). */
export const teamCountry = storage.defineItem<string | null>('local:team-country', { fallback: null });

/** The columns of the contacts page's list beside the name, in their order; null: the usual ones (E6 to E8). */
export const listColumns = storage.defineItem<string[] | null>('local:list-columns', { fallback: null });

/** The sections of a contact that the agent folded away, by their names (G4). */
export const foldedSections = storage.defineItem<string[]>('local:folded-sections', { fallback: [] });

/** The sections of a contact in the order the agent gave them, by their names; those it does not name come last (G4). */
export const sectionOrder = storage.defineItem<string[]>('local:section-order', { fallback: [] });

/** What numbers are called by; null until the agent has chosen at their first call (E35). */
export const callChoice = storage.defineItem<CallChoice | null>('local:call-choice', { fallback: null });

/** Where tickets are written that the team's server does not send; null: in the inbox they are read in (E36). */
export const composer = storage.defineItem<Composer | null>('local:composer', { fallback: null });

/** Whether the rows of conversation lists are marked (R8). */
export const markLists = storage.defineItem<boolean>('local:mark-lists', { fallback: true });

/** Own accounts that pages named, lower-case: proposed for the list of those never captured (G11). */
export const accountsSeen = storage.defineItem<string[]>('local:accounts-seen', { fallback: [] });

/** What of them the agent said not to be the team's. */
export const accountsDeclined = storage.defineItem<string[]>('local:accounts-declined', { fallback: [] });
