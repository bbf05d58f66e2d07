import { fakeBrowser } from '../fake-browser.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  finishAsking,
  forgetSites,
  patternFor,
  patternTyped,
  switchOff,
  switchOn,
} from '#lib/settings/sites.ts';
import { switchedOn } from '#lib/settings/settings.ts';

const HOST = 'https://poczta.example/*';

// The browser's permission prompt, which no program can click: it answers what the test says.
let answer = true;
const permissions = {
  request: vi.fn<() => Promise<boolean>>(async () => answer),
  remove: vi.fn<() => Promise<boolean>>(async () => true),
};

beforeEach(() => {
  fakeBrowser.reset();
  answer = true;
  vi.clearAllMocks();
  Object.assign(fakeBrowser.permissions, permissions);
});

describe('switching on', () => {
  test('W11: a host is asked for by itself, and is on once the agent allowed it', async () => {
    expect(await switchOn([HOST], 'roundcube')).toBe(true);
    expect(permissions.request).toHaveBeenCalledWith({ origins: [HOST] });
    expect(await switchedOn.getValue()).toEqual([{ site: 'roundcube', pattern: HOST }]);
  });

  test('W11: a host that the agent refused stays off', async () => {
    answer = false;
    expect(await switchOn([HOST])).toBe(false);
    expect(await switchedOn.getValue()).toEqual([]);
  });

  test('the question is put in the turn of the click, before anything is waited for', () => {
    void switchOn([HOST]);
    expect(permissions.request).toHaveBeenCalledOnce();
  });

  test('the background finishes for a popup that the question closed', async () => {
    answer = false; // the popup is gone before the answer comes
    await switchOn([HOST], 'gmail');
    await finishAsking([HOST]);
    expect(await switchedOn.getValue()).toEqual([{ site: 'gmail', pattern: HOST }]);
  });

  test('a permission for something else, as for a team server, switches no site on', async () => {
    answer = false;
    await switchOn([HOST]);
    await finishAsking(['https://server.example/*']);
    expect(await switchedOn.getValue()).toEqual([]);
  });

  test('C22: a site of several hosts is one question, and on at all of them', async () => {
    const hosts = [HOST, 'https://drugi.example/*'];
    expect(await switchOn(hosts, 'outlook')).toBe(true);
    expect(permissions.request).toHaveBeenCalledExactlyOnceWith({ origins: hosts });
    expect(await switchedOn.getValue()).toEqual(hosts.map((pattern) => ({ site: 'outlook', pattern })));
  });

  test('the background finishes all of a question of which some was allowed before', async () => {
    answer = false; // the page is gone before the answer comes
    await switchOn([HOST, 'https://drugi.example/*'], 'outlook');
    await finishAsking(['https://drugi.example/*']);
    expect((await switchedOn.getValue()).map(({ pattern }) => pattern)).toContain(HOST);
  });

  test('twice is once', async () => {
    await switchOn([HOST], 'gmail');
    await switchOn([HOST], 'roundcube');
    expect(await switchedOn.getValue()).toEqual([{ site: 'roundcube', pattern: HOST }]);
  });
});

describe('switching off', () => {
  test('W10: off gives the permission back', async () => {
    await switchOn([HOST]);
    await switchOff([HOST]);
    expect(await switchedOn.getValue()).toEqual([]);
    expect(permissions.remove).toHaveBeenCalledWith({ origins: [HOST] });
  });

  test('W10: a permission that the browser took back is off, and the others stay', async () => {
    await switchOn([HOST]);
    await switchOn(['https://drugi.example/*']);
    await forgetSites([HOST]);
    expect(await switchedOn.getValue()).toEqual([{ site: '', pattern: 'https://drugi.example/*' }]);
  });
});

test.each([
  ['poczta.sklep.example', 'https://poczta.sklep.example/*'],
  ['  https://poczta.sklep.example/mail/?_task=mail#x ', 'https://poczta.sklep.example/*'],
  ['http://intranet.example:8080/rt', 'http://intranet.example/*'],
  ['HTTPS://Poczta.Sklep.example', 'https://poczta.sklep.example/*'],
  ['żarówka.example', 'https://xn--arwka-1ta07g.example/*'],
  ['localhost:3000', 'https://localhost/*'],
  ['192.168.0.10/webmail', 'https://192.168.0.10/*'],
  ['*.example.com', null],
  ['<all_urls>', null],
  ['https://*/*', null],
  ['sklep', null],
  ['pl', null],
  ['dwa slowa.example', null],
  ['javascript:alert(1)', null],
  ['ftp://sklep.example', null],
  ['', null],
])('C22: the host typed as “%s” is %s', (typed, pattern) => {
  expect(patternTyped(typed)).toBe(pattern);
});

test.each([
  ['https://poczta.example/mail/?a=1#b', 'https://poczta.example/*'],
  ['http://127.0.0.1:8920/', 'http://127.0.0.1/*'],
  ['chrome://extensions/', null],
  ['file:///home/a.html', null],
  ['', null],
])('the pattern of %s is %s', (url, pattern) => {
  expect(patternFor(url)).toBe(pattern);
});
