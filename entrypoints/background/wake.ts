import { browser } from 'wxt/browser';

const SYNC = 'sync';

/** Syncs each minute while no surface is open, and when the connection is back (sync.md, section 5). */
export function setUpWaking(wake: () => Promise<void>): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === SYNC) void wake();
  });
  self.addEventListener('online', () => void wake());
  void keepAlarm();
}

/** An alarm that is there already is left: making it anew would put it off. */
async function keepAlarm(): Promise<void> {
  if (!(await browser.alarms.get(SYNC))) await browser.alarms.create(SYNC, { periodInMinutes: 1 });
}
