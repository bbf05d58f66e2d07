// @vitest-environment happy-dom
import { beforeEach, expect, test, vi } from 'vitest';
import { personInPage } from '../../../entrypoints/background/person-in-page.ts';

// happy-dom draws nothing: all that stands in the page counts as seen.
beforeEach(() => {
  Object.assign(Element.prototype, { checkVisibility: () => true });
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue({ height: 20 } as DOMRect);
});

const portrait = { messages: ['.mail'], sender: ['.from'], replyTo: [], body: ['.body'], picture: ['img'] };
const mail = (from: string, said: string) =>
  `<div class="mail"><span class="from">${from}</span><div class="body">${said}</div></div>`;
const said = async (html: string, address: string) => {
  document.body.innerHTML = html;
  return (await personInPage([portrait], address, 96))?.said ?? null;
};

test('B34, law 8: what somebody says is what they wrote last, and never what another of the thread did', async () => {
  const thread =
    mail('Jan <jan@shop.example>', 'Dzień dobry') +
    mail('An &lt;AN@shop.example&gt;', 'Goedemorgen') +
    mail('Jan <b title="jan@shop.example">Jan</b>', 'Dziękuję<blockquote>Goedemorgen</blockquote>');
  expect(await said(thread, 'jan@shop.example')).toBe('Dziękuję');
  expect(await said(thread, 'an@shop.example')).toBe('Goedemorgen');
  expect(await said(mail('jan@shop.example', 'Tak'), 'an@shop.example')).toBeNull();
  expect(await said(mail('jan@shop.example.com', 'Tak'), 'jan@shop.example')).toBeNull();
});

test('a login is found as the whole word it is', async () => {
  expect(await said(mail('kupujacy_1', 'Kiedy paczka?'), 'kupujacy_1')).toBe('Kiedy paczka?');
  expect(await said(mail('kupujacy_12', 'Kiedy paczka?'), 'kupujacy_1')).toBeNull();
});
