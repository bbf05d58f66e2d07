import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { createBook } from '#lib/book/book.ts';
import { browserNetwork } from '#lib/book/network.ts';
import { answerBook, answerPage, answerWord } from '#lib/messages/answer.ts';
import { receiveSurfaces } from '#lib/messages/surfaces.ts';
import { halfWritten } from '#lib/settings/session.ts';
import { teamCountry } from '#lib/settings/settings.ts';
import { keepAutoCreating } from './auto-create.ts';
import { showBadge } from './badge.ts';
import {
  addShown,
  createAskAgain,
  keepStorageOurs,
  readAgain,
  setUpFollowing,
  toggleSidebar,
} from './follow.ts';
import { keepGrants } from './grants.ts';
import { hereIn } from './here.ts';
import { setUpFirstRun } from './first-run.ts';
import { followPeople } from './learn.ts';
import { setUpMenu } from './menu.ts';
import { pageFor } from './page.ts';
import { shelf } from './shelf.ts';
import { showSelected } from './selection.ts';
import { setUpShortcuts } from './shortcuts.ts';
import { isOn, setUpSites } from './sites.ts';
import { bookFor } from './surface-book.ts';
import { keepTabs } from './tabs.ts';
import { setUpTaught } from './taught.ts';
import { keepTeacher } from './teach.ts';
import { setUpWaking } from './wake.ts';

/** Everything is set up in the worker's first turn: a listener that comes later misses what woke the worker. */
export default defineBackground({ type: 'module', main });

function main(): void {
  void keepStorageOurs();
  const grants = keepGrants();
  const book = createBook({
    shelf,
    network: browserNetwork(),
    openPage: async (url) => void (await browser.tabs.create({ url })),
    teamCountry: () => teamCountry.getValue(),
    stayAwake: () => browser.runtime.getPlatformInfo(),
    tell(event) {
      surfaces.tell(event);
      if (event.event === 'book-changed') askAgain();
    },
  });
  const surfaces = receiveSurfaces({
    granted: (sender) => grants.granted(sender),
    changed: (count) => void book.surfaces(count).catch(reportError),
  });
  const tabs = keepTabs((tabId) => {
    surfaces.tell({ event: 'here-changed', tabId });
    void hereIn(tabs, book, tabId)
      .then((here) => showBadge(tabId, here))
      .catch(reportError);
  });
  setUpTaught(() => book.usedRecipes());
  const teacher = keepTeacher(tabs, book);
  const fares = (id: string, how: 'lost' | 'read') =>
    void (how === 'lost' ? book.tellLost(id) : book.tellRead(id)).catch(reportError);
  browser.tabs.onRemoved.addListener((tabId) => void teacher.forget(tabId));
  const askAgain = createAskAgain(tabs);
  const seen = followPeople(tabs, book, reportError);
  const autoCreating = keepAutoCreating(tabs, book, reportError);

  answerBook({
    book: (caller) => bookFor(book, tabs, teacher, caller),
    granted: (sender) => grants.granted(sender),
    report: reportError,
  });
  answerPage({
    page: (caller) =>
      pageFor(
        { tabs, grants, people: book, seen, own: () => book.own(), teacher, fares, autoCreating },
        caller,
      ),
    mayCall: ({ sender }) => isOn(sender.url ?? ''),
    report: reportError,
  });
  answerWord((word, { sender }) => grants.take(word, sender));

  const add = (tabId: number) => void addShown(tabs, tabId);
  const menu = setUpMenu(add, (tabId, text) => void showSelected(tabs, tabId, text).catch(reportError));
  setUpFirstRun();
  browser.runtime.onStartup.addListener(() => void halfWritten.clear().catch(reportError));
  setUpSites(tabs, () => menu.refresh());
  setUpShortcuts({
    'add-sender': add,
    'toggle-sidebar': (tabId) => void toggleSidebar(tabId),
    'read-again': (tabId) => void readAgain(tabId),
  });
  setUpFollowing(tabs, grants);
  setUpWaking(() => book.wake());
}
