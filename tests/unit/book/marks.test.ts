import { expect, test } from 'vitest';
import { draft, freshLocal, openBook } from './open-book.ts';

freshLocal();

const email = (address: string) => ({ channel: 'email', address });
const senders = (value: string) => [{ channel: 'email', value }];

test('R8: rows are known, unknown, blocked or to be careful with, in their order', async () => {
  const book = openBook();
  await book.addContact(draft({ name: 'Jan Kowalski', senders: senders('jan@poczta.example') }));
  const spam = await book.addContact(draft({ name: 'Oferty', senders: senders('oferty@tanie.example') }));
  await book.block(spam.id, 'Advertises');
  const late = await book.addContact(draft({ name: 'Ewa Nowak', senders: senders('ewa@poczta.example') }));
  await book.putNote(late.id, 'Pays late', null, true);
  expect(
    await book.marks([
      email('Jan@Poczta.example'),
      email('nikt@poczta.example'),
      email('oferty@tanie.example'),
      email('ewa@poczta.example'),
    ]),
  ).toEqual(['known', 'unknown', 'blocked', 'warning']);
});

test('R8, G11: the team itself, whoever is never captured, and what cannot be told have no mark', async () => {
  const book = openBook();
  await book.putIntegration({ channel: 'email', name: 'Biuro', address: 'biuro@lampka.example' });
  await book.putNever('@kurier.example', 'other');
  expect(
    await book.marks([
      email('biuro@lampka.example'),
      email('paczki@kurier.example'),
      email('no-reply@sklepy.example'),
      email('no-reply-amazon-iba-buyer@marketplace.amazon.it'),
      email('nikt'),
      email('b7c1d9e2f4+10ab2@allegromail.pl'),
    ]),
  ).toEqual([null, null, null, null, null, 'unknown']);
});

test('R8, R1: a relay address with another order is the same buyer', async () => {
  const book = openBook();
  await book.addContact(draft({ name: 'świeczka_77', senders: senders('b7c1d9e2f4+10ab2@allegromail.pl') }));
  expect(await book.marks([email('b7c1d9e2f4+zzz@allegromail.pl')])).toEqual(['known']);
});

test('R8: two hundred rows are answered at once', async () => {
  const book = openBook();
  const rows = Array.from({ length: 200 }, (_, i) => email(`k${i}@poczta.example`));
  const began = performance.now();
  expect(new Set(await book.marks(rows))).toEqual(new Set(['unknown']));
  expect(performance.now() - began).toBeLessThan(1000);
});
