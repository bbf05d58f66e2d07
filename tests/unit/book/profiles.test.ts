import { expect, test } from 'vitest';
import { draft, freshLocal, openBook, requester } from './open-book.ts';

freshLocal();

const sender = (channel: string, value: string) => ({ channel, value, country: null });
/** Somebody as a messenger's page shows them. */
const writer = (channel: string, address: string, more = {}) =>
  requester({ site: channel, channel, name: 'Maja Zielińska', address, confidence: 'likely', ...more });

test('R1, R4: who writes by WhatsApp is whoever has that number, however it was written down', async () => {
  const book = openBook();
  const { id, name } = await book.addContact(
    draft({ name: 'Maja Zielińska', country: 'PL', senders: [sender('phone', '600 700 800')] }),
  );
  const known = { state: 'known', contact: { id, name } };
  expect(
    await book.recognise([writer('whatsapp', '+48 600 700 800'), writer('whatsapp', '+48600700800')]),
  ).toEqual([known, known]);
  expect(await book.recognise([writer('whatsapp', '+33 6 12 34 56 78')])).toMatchObject([
    { state: 'unknown' },
  ]);
});

test('R1: a profile that was typed by its address is the one that a page shows, and Messenger’s is Facebook’s', async () => {
  const book = openBook();
  const { id, name } = await book.addContact(
    draft({
      name: 'Maja Zielińska',
      senders: [
        sender('facebook', 'https://www.facebook.com/Maja.Zielinska/'),
        sender('instagram', '@Maja.Z'),
        sender('linkedin', 'https://pl.linkedin.com/in/maja-zieli%C5%84ska/'),
        sender('x', 'twitter.com/maja_lampy'),
      ],
    }),
  );
  const seen = [
    writer('messenger', 'maja.zielinska'),
    writer('instagram', 'maja.z'),
    writer('linkedin', 'maja-zieli%C5%84ska'),
    writer('x', 'maja_lampy'),
  ];
  expect(await book.recognise(seen)).toEqual(seen.map(() => ({ state: 'known', contact: { id, name } })));
  expect(await book.recognise([writer('x', 'maja.z')])).toMatchObject([{ state: 'unknown' }]);
});

test('R1: somebody added by number and name on Telegram is known by either', async () => {
  const book = openBook();
  const both = writer('telegram', '600700801', { also: [{ channel: 'telegram', address: 'maja_lampy' }] });
  const { contact } = await book.addSender(both);
  const seen = [both, writer('telegram', '600700801'), writer('telegram', '@Maja_Lampy')];
  expect(await book.recognise(seen)).toEqual(seen.map(() => ({ state: 'known', contact })));
});
