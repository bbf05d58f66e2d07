import { fakeBrowser } from 'wxt/testing/fake-browser';

// Imported before everything else: `wxt/browser` takes what is there when it is first loaded.
Object.assign(globalThis, { chrome: fakeBrowser, browser: fakeBrowser });
export { fakeBrowser };
