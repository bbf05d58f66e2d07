import { browser } from 'wxt/browser';
import type { Recognition } from '#lib/messages/book.ts';
import type { Requester } from '#lib/model/requester.ts';
import type { Page, PageSetup } from '#lib/messages/page.ts';
import type { PageCaller } from '#lib/messages/caller.ts';
import { ProblemError } from '#lib/messages/problem-error.ts';
import { markLists, sidebarLayout, sidebarOpen, theme } from '#lib/settings/settings.ts';
import type { AutoCreating } from './auto-create.ts';
import type { Grants } from './grants.ts';
import type { People } from './here.ts';
import { rememberAccount } from './own-accounts.ts';
import { openContactsPage } from './open-contacts-page.ts';
import { recipesFor } from './sites.ts';
import type { Place, Tabs } from './tabs.ts';
import { taughtAt, taughtId } from './taught.ts';
import type { Teacher } from './teach.ts';
import { tell } from './tell.ts';

export type PageNeeds = {
  autoCreating: AutoCreating;
  tabs: Tabs;
  grants: Grants;
  people: People;
  /** Told who a document shows, once its people are known. */
  seen: (place: Place, turn: number, requesters: Requester[], recognitions: Recognition[]) => void;
  /** The team's own addresses and logins. */
  own: () => Promise<string[]>;
  teacher: Teacher;
  /** Told how a taught recipe fares on the pages it is for. */
  fares: (id: string, how: 'lost' | 'read') => void;
};

/** What the content script of one document may ask, and gets: only about its own page (law 9). */
export function pageFor(needs: PageNeeds, caller: PageCaller): Page {
  const { tabs, grants, people, seen, own, teacher, autoCreating } = needs;
  const { tabId, frameId, sender } = caller;
  const place: Place = { tabId, frameId, document: sender.documentId ?? '' };
  const host = URL.parse(sender.tab?.url ?? sender.url ?? '')?.host ?? '';
  return {
    async begin({ url, words = [] }) {
      if (frameId === 0) await teacher.goOn(tabId, url);
      const recipes = await recipesFor(url);
      if (recipes.length === 0) return null;
      await tabs.begin(place, url);
      return { recipes, own: await own(), ...(await look(host)), words: words.map(wordsOf) };
    },
    display: () => bringDisplay(place),
    async sighted({ turn, url, requesters, about }) {
      const isNews = await tabs.news(place, {
        turn,
        url,
        requesters,
        reading: false,
        ...(about ? { about } : {}),
      });
      if (!isNews) return [];
      const recognitions = await people.recognise(requesters);
      seen(place, turn, requesters, recognitions);
      autoCreating.opened(place, turn, requesters, recognitions);
      void rememberAccount(requesters[0]?.integration ?? about?.integration);
      await fared(needs, sender.url, requesters[0]?.site, 'read');
      return recognitions;
    },
    async reading(turn) {
      const url = (await tabs.state(tabId)).frames[frameId]?.url ?? sender.url ?? '';
      await tabs.news(place, { turn, url, requesters: [], reading: true });
    },
    left: () => tabs.left(place),
    async add(turn, index, choice) {
      const frame = (await tabs.state(tabId)).frames[frameId];
      const requester = frame?.turn === turn && !frame.reading ? frame.requesters[index] : undefined;
      if (!requester) throw new ProblemError({ reason: 'no_requester' });
      if (choice?.do !== 'attach') return people.addSender(requester, choice);
      // Attaching is to whoever is in the way now; a page may not choose among all contacts.
      const [now] = await people.recognise([requester]);
      const isInTheWay = now?.state === 'unknown' && now.nameTakenBy?.id === choice.contactId;
      return people.addSender(requester, isInTheWay ? choice : undefined);
    },
    replying: (turn) => autoCreating.replying(place, turn),
    undoAdding: (id) => autoCreating.undo(tabId, id),
    marks: async (asked) => ((await markLists.getValue()) ? people.marks(asked) : asked.map(() => null)),
    frameWord: () => grants.give(tabId),
    openSidebar: () => tell(tabId, { event: 'toggle-sidebar', open: true }, 0),
    keepSidebar: (open) => keepSidebar(host, open),
    openContact: (contact) => openContactsPage({ contact }),
    async lost(site) {
      if (!(await fared(needs, sender.url, site, 'lost'))) return;
      const { turn = 0, url = sender.url ?? '' } = (await tabs.state(tabId)).frames[frameId] ?? {};
      await tabs.news(place, { turn, url, requesters: [], reading: false, lost: site });
    },
    ...teacher.page(caller),
  };
}

/** Only of recipes that are taught for the page's own host, whatever the page says. @returns whether it is one */
async function fared(
  { fares }: PageNeeds,
  url: string | undefined,
  site: string | undefined,
  how: 'lost' | 'read',
): Promise<boolean> {
  const id = taughtId(site ?? '');
  if (id === null || !(await taughtAt(url ?? '')).some((recipe) => recipe.site === site)) return false;
  fares(id, how);
  return true;
}

async function bringDisplay({ tabId, frameId }: Place): Promise<void> {
  const target = { tabId, frameIds: [frameId] };
  await browser.scripting.executeScript({ target, files: ['/display.js'], injectImmediately: true });
}

/** With `$1` ... where values go, which only the page knows. */
function wordsOf(key: string): string {
  return browser.i18n.getMessage(key as never, ['$1', '$2']);
}

/** How the page's additions look on a host. */
async function look(host: string): Promise<Pick<PageSetup, 'sidebar' | 'theme' | 'marks'>> {
  const [open, layout, chosen, marks] = await Promise.all([
    sidebarOpen.getValue(),
    sidebarLayout.getValue(),
    theme.getValue(),
    markLists.getValue(),
  ]);
  return { sidebar: { open: open[host] ?? false, layout }, theme: chosen, marks };
}

async function keepSidebar(host: string, open: boolean): Promise<void> {
  const before = await sidebarOpen.getValue();
  if (before[host] !== open) await sidebarOpen.setValue({ ...before, [host]: open });
}
