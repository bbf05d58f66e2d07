import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import words from '../public/_locales/en/messages.json' with { type: 'json' };

// The browser's own i18n, over the real English words, and its storage: what happy-dom lacks that components need.
const i18n = {
  getMessage: (key: string, values: string | string[] = []) => {
    const message = (words as Record<string, { message: string }>)[key]?.message ?? '';
    return message.replace(/\$(\d)/gu, (_, n: string) => [values].flat()[Number(n) - 1] ?? '');
  },
  getUILanguage: () => 'en',
};
vi.stubGlobal('chrome', {
  i18n,
  storage: fakeBrowser.storage,
  runtime: { id: 'test', getURL: (path: string) => `chrome-extension://test${path}` },
});

// Views come as files of their own when they are first looked at, which a busy machine takes its time over.
configure({ asyncUtilTimeout: 10_000 });

afterEach(cleanup);
// What react-aria says to screen readers it says a tenth of a second late, unless the place for it is gone: by then a
// file's last test may be over, and the document with it.
afterAll(() => document.querySelector('[data-live-announcer]')?.remove());
