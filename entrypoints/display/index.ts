import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { PageEvent } from '#lib/messages/page.ts';
import { takeReader, type Display, type Reader } from '#lib/on-page/handover.ts';
import { createAddingBars } from './adding-bar.ts';
import { hostSidebar } from './frame.ts';
import { keepMarks } from './keep-marks.ts';
import { createLostBar } from './lost-bar.ts';
import { createRequesterChip } from './requester-chip.ts';
import { showUpdateBar, updateWords } from './update-bar.ts';
import { takeWords } from './words.ts';

/**
 * All that stands on a page: chip, cover, sidebar, marks, notices. `requester` has it brought into each document that
 * it has read: the browser compiles it while who wrote the message is being looked up, and nothing of it holds up the
 * reading.
 */
export default defineUnlistedScript(() => void show());

async function show(): Promise<void> {
  const reader = await takeReader();
  if (reader && !reader.signal.aborted) reader.connect(displayFor(reader));
}

function displayFor({ page, setup, rows, act, cutOff, signal }: Reader): Display {
  takeWords(setup.words);
  const updated = updateWords();
  const chip = createRequesterChip({ theme: setup.theme, act, signal });
  const lost = createLostBar(page, signal);
  const sidebar = window === window.top ? hostSidebar({ setup, page, cutOff, signal }) : null;
  const marks = keepMarks({ setup, rows, page, signal });
  const adding = createAddingBars(page, signal);
  const hear = (event: PageEvent): void => {
    if (event.event === 'ask-again') marks.again();
    else if (event.event === 'mark-lists') marks.set(event.on);
    else if (event.event === 'toggle-sidebar') sidebar?.toggle(event.open);
    else if (event.event === 'look-changed') sidebar?.look(event);
    else if (event.event === 'adding') adding.show(event.id, event.name);
    else if (event.event === 'added') adding.hide(event.id);
  };
  return { chip, lost, hear, updated: () => showUpdateBar(updated) };
}
