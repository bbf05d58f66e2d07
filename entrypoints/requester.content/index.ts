import { browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import type { Reading } from '#lib/detect/read.ts';
import type { Recipe } from '#lib/detect/recipe.ts';
import { callPage } from '#lib/messages/call.ts';
import type { PageEvent } from '#lib/messages/page.ts';
import { createAddingBars, type AddingBars } from './adding-bar.ts';
import { begin } from './begin.ts';
import { keepMarks, type KeptMarks } from './keep-marks.ts';
import { rememberBox } from './remember-box.ts';
import { hostSidebar, type SidebarFrame } from './frame.ts';
import { createLost } from './lost.ts';
import { readSite } from './read-site.ts';
import { RequesterChip } from './requester-chip.ts';
import { watchReplies } from './watch-replies.ts';
import { takeWords } from './words.ts';
import { showUpdateBar, updateWords } from './update-bar.ts';

/**
 * Reads every document of the sites that are switched on, and ends by its signal: when a newer script takes over after
 * an update, when the site is switched off, or when the background cannot be reached any more.
 */
export default defineContentScript({
  registration: 'runtime',
  matches: [],
  allFrames: true,
  noScriptStartedPostMessage: true, // it would tell the page which extension this is
  main: (ctx) => start(ctx.signal),
});

async function start(taken: AbortSignal): Promise<void> {
  const page = callPage();
  const setup = await begin(page, taken);
  if (!setup || taken.aborted) return;
  takeWords(setup.words);
  const words = updateWords();

  const end = new AbortController();
  const signal = AbortSignal.any([taken, end.signal]);
  const cutOff = () => {
    if (signal.aborted) return;
    end.abort();
    showUpdateBar(words);
  };
  let leaving = false;
  rememberBox(signal);
  const chip = new RequesterChip({ page, theme: setup.theme, cutOff, signal });
  // Before the watcher hears of it, which would report a message being opened in a document that is gone.
  window.addEventListener(
    'pagehide',
    () => {
      leaving = true;
      void page.left().catch(() => {}); // nobody is left to be told
    },
    { signal },
  );
  window.addEventListener('pageshow', () => (leaving = false), { signal });
  const lost = createLost(page, setup.own, signal);
  const onReading = () => {
    lost.over();
    if (!leaving) chip.reading();
  };
  const onRead = (reading: Reading, recipe: Recipe | null) => {
    chip.read(reading);
    lost.read(reading, recipe);
  };
  const hear = { onReading, onRead, onSlow: (recipe: Recipe) => lost.slow(recipe) };
  // First of all: while the background looks up who it is, the rest is set up.
  const again = readSite(setup.recipes as Recipe[], setup.own, hear, signal);
  const sidebar = window === window.top ? hostSidebar({ setup, page, cutOff, signal }) : null;
  const marks = keepMarks({ recipes: setup.recipes as Recipe[], setup, page, signal });
  watchReplies(setup.recipes as Recipe[], () => chip.replying(), signal);
  const adding = createAddingBars(page, signal);
  hearEvents({ chip, sidebar, marks, again, adding, off: () => end.abort() }, signal);
}

type Parts = {
  chip: RequesterChip;
  sidebar: SidebarFrame | null;
  marks: KeptMarks;
  again: () => void;
  adding: AddingBars;
  off: () => void;
};

function hearEvents({ chip, sidebar, marks, again, adding, off }: Parts, signal: AbortSignal): void {
  const hear = (event: PageEvent): undefined => {
    if (event.event === 'ask-again') {
      chip.askAgain();
      marks.again();
    } else if (event.event === 'mark-lists') marks.set(event.on);
    else if (event.event === 'add-sender') chip.add();
    else if (event.event === 'toggle-sidebar') sidebar?.toggle(event.open);
    else if (event.event === 'look-changed') sidebar?.look(event);
    else if (event.event === 'read-again') again();
    else if (event.event === 'adding') adding.show(event.id, event.name);
    else if (event.event === 'added') adding.hide(event.id);
    else if (event.event === 'off') off();
  };
  browser.runtime.onMessage.addListener(hear);
  signal.addEventListener('abort', () => {
    // Throws where the extension is gone already, and its listeners with it.
    try {
      browser.runtime.onMessage.removeListener(hear);
    } catch {}
  });
}
