import type { BookCore } from '#lib/book/book.ts';
import type { Book } from '#lib/messages/book.ts';
import type { BookCaller } from '#lib/messages/caller.ts';
import { ProblemError } from '#lib/messages/problem-error.ts';
import { teamCountry } from '#lib/settings/settings.ts';
import { capture } from './capture.ts';
import { readAgain, toggleSidebar } from './follow.ts';
import { activeTab, hereIn } from './here.ts';
import { insertInto, undoInsertIn } from './insert.ts';
import { openContactsPage } from './open-contacts-page.ts';
import { pointAt } from './point.ts';
import { reportOf } from './report.ts';
import { pickSelection } from './selection.ts';
import type { Tabs } from './tabs.ts';
import type { Teacher } from './teach.ts';

/** The book as one surface sees it: the sidebar belongs to its own tab, the others to the one in front. */
export function bookFor(book: BookCore, tabs: Tabs, teacher: Teacher, { surface, tabId }: BookCaller): Book {
  const tab = async () => (surface === 'sidebar' ? tabId : await activeTab());
  const here = async () => (await tab()) ?? noTab();
  return {
    ...book,
    here: async () => hereIn(tabs, book, await tab()),
    async lookAt(index) {
      const id = await tab();
      if (id !== null) await tabs.lookAt(id, index);
    },
    async capture(contactId) {
      return capture(tabs, book, await here(), contactId);
    },
    // The sidebar alone stands beside the page it writes into: another surface may have any tab in front.
    insert: async (text) => (surface === 'sidebar' && tabId !== null ? insertInto(tabId, text) : 'no-box'),
    undoInsert: async () => surface === 'sidebar' && tabId !== null && undoInsertIn(tabId),
    async closeSidebar() {
      const id = await tab();
      if (id !== null) await toggleSidebar(id, false);
    },
    async pointAt(what) {
      const id = await tab();
      return id !== null && pointAt(tabs, id, what);
    },
    pickSelection: async () => pickSelection(tabs, await here(), await teamCountry.getValue()),
    unpick: async () => tabs.pick(await here(), null),
    readAgain: async () => readAgain(await here()),
    pageReport: async () => reportOf(tabs, await here()),
    openContactsPage,
    async teachHere(again) {
      await teacher.begin(await here(), again ?? null);
    },
  };
}

function noTab(): never {
  throw new ProblemError({ reason: 'no_requester' });
}
