import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { Reading } from '#lib/detect/read.ts';
import type { Recipe } from '#lib/detect/recipe.ts';
import * as rows from '#lib/detect/rows.ts';
import { callPage } from '#lib/messages/call.ts';
import type { PageEvent } from '#lib/messages/page.ts';
import { offerReader, type Display } from '#lib/on-page/handover.ts';
import { untilNewer } from '#lib/on-page/until-newer.ts';
import { begin, bringDisplay } from './begin.ts';
import { displayToCome } from './display-to-come.ts';
import { createLost } from './lost.ts';
import { readSite } from './read-site.ts';
import { rememberBox } from './remember-box.ts';
import { ShownRequester } from './shown-requester.ts';
import { watchReplies } from './watch-replies.ts';

/**
 * Reads every document of the sites that are switched on, where the background registers it, and ends by its signal: when
 * a newer script takes over after an update, when the site is switched off, or when the background cannot be reached any
 * more. What it has to show, it hands to the entrypoint `display`, which comes once the page is read. No content script of
 * WXT's: what that brings along would be a tenth of it, and tells the page which extension this is.
 */
export default defineUnlistedScript(() => void start(untilNewer('reader')));

async function start(taken: AbortSignal): Promise<void> {
  const offer = offerReader();
  const page = callPage();
  const setup = await begin(page, taken);
  if (!setup || taken.aborted) return;
  const recipes = setup.recipes as Recipe[];

  const end = new AbortController();
  const signal = AbortSignal.any([taken, end.signal]);
  const { display, connect } = displayToCome();
  const cutOff = () => {
    if (signal.aborted) return;
    end.abort();
    display.updated();
  };
  let leaving = false;
  rememberBox(signal);
  const requester = new ShownRequester({ page, show: display.chip, cutOff, signal });
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
  const lost = createLost({ page, own: setup.own, show: display.lost, signal });
  const onReading = () => {
    lost.over();
    if (!leaving) requester.reading();
  };
  const onRead = (reading: Reading, recipe: Recipe | null) => {
    requester.read(reading);
    lost.read(reading, recipe);
  };
  const hear = { onReading, onRead, onSlow: (recipe: Recipe) => lost.slow(recipe) };
  // First of all: while the background looks up who it is, the rest is set up, and what shows it is brought.
  const again = readSite(recipes, setup.own, hear, signal);
  void bringDisplay(page, signal);
  offer({ page, setup, rows, act: (asked) => requester.act(asked), cutOff, signal, connect });
  watchReplies(recipes, () => requester.replying(), signal);
  hearEvents({ requester, display, again, off: () => end.abort() }, signal);
}

type Parts = { requester: ShownRequester; display: Display; again: () => void; off: () => void };

function hearEvents({ requester, display, again, off }: Parts, signal: AbortSignal): void {
  const hear = (event: PageEvent): undefined => {
    if (event.event === 'ask-again') requester.askAgain();
    else if (event.event === 'add-sender') requester.add();
    else if (event.event === 'read-again') again();
    else if (event.event === 'off') off();
    display.hear(event);
  };
  browser.runtime.onMessage.addListener(hear);
  signal.addEventListener('abort', () => {
    // Throws where the extension is gone already, and its listeners with it.
    try {
      browser.runtime.onMessage.removeListener(hear);
    } catch {}
  });
}
