import { browser } from 'wxt/browser';

/** The browser's own shortcuts, which people may change in its settings. `_execute_action` opens the popup by itself. */
export function setUpShortcuts(
  does: Record<'toggle-sidebar' | 'add-sender' | 'read-again', (tabId: number) => void>,
): void {
  browser.commands.onCommand.addListener((command, tab) => {
    if (tab?.id === undefined) return;
    if (command === 'toggle-sidebar' || command === 'add-sender' || command === 'read-again')
      does[command](tab.id);
  });
}
