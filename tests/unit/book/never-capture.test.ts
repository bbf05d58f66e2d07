import { describe, expect, test } from 'vitest';
import { draft, freshLocal, openBook, problem, requester } from './open-book.ts';

freshLocal();

const kurier = () => requester({ name: 'Kurier Express', address: 'paczki@kurier.example' });
const kuba = () => requester({ name: 'Kuba', address: 'Kuba@Lampka.example' });

describe('G11: who is never captured', () => {
  test('a listed sender is offered to nobody, with the reason why, and a click that comes all the same is refused', async () => {
    const book = openBook();
    await book.putNever('@kurier.example', 'other');
    expect(await book.recognise([kurier()])).toEqual([{ state: 'never', why: 'other' }]);
    expect(await problem(book.addSender(kurier()))).toMatchObject({
      reason: 'never_capture',
      value: 'paczki@kurier.example',
    });
    expect((await book.status()).contacts).toBe(0);
  });

  test('a colleague’s message is the team’s own, and the page is told so', async () => {
    const book = openBook();
    await book.putNever('lampka.example', 'ours');
    expect(await book.recognise([kuba()])).toEqual([{ state: 'own' }]);
    expect(await book.own()).toEqual(['@lampka.example']);
    await book.putNever('@kurier.example', 'other');
    expect(await book.own()).toEqual(['@lampka.example']);
  });

  test('machines and platforms are on it by themselves, until the team takes them off', async () => {
    const book = openBook();
    const machine = requester({ address: 'no-reply@sklepy.example' });
    const platform = requester({ address: 'powiadomienia@allegro.pl' });
    const relay = requester({ address: 'b7c1d9e2f4+10ab2@allegromail.pl' });
    const states = async () =>
      (await book.recognise([machine, platform, relay])).map((one) =>
        one.state === 'never' ? one.why : one.state,
      );
    expect(await states()).toEqual(['machine', 'platform', 'unknown']);
    await book.putCaptureSettings({ machines: false });
    expect(await states()).toEqual(['unknown', 'platform', 'unknown']);
    await book.putCaptureSettings({ platforms: false });
    expect(await states()).toEqual(['unknown', 'unknown', 'unknown']);
    expect((await book.captureRules()).settings).toEqual({
      machines: false,
      platforms: false,
      autoCreate: 'never',
    });
  });

  test('who is in the book by somebody’s hand stays known', async () => {
    const book = openBook();
    const senders = [{ channel: 'email', value: 'paczki@kurier.example' }];
    const contact = await book.addContact(draft({ name: 'Kurier Express', senders }));
    await book.putNever('@kurier.example', 'other');
    expect(await book.recognise([kurier()])).toMatchObject([{ state: 'known', contact }]);
  });

  test('what cannot be told stays so: a shared address of a marketplace has a reason of its own', async () => {
    const shared = requester({ address: 'no-reply-amazon-iba-buyer@marketplace.amazon.it' });
    expect(await openBook().recognise([shared])).toMatchObject([
      { state: 'cannot-tell', problem: { reason: 'shared_address' } },
    ]);
  });

  test('the list has everybody once, can be said to be ours, and forgets whoever is taken off', async () => {
    const book = openBook();
    await book.putNever('Paczki@Kurier.example', 'other');
    await book.putNever('paczki@kurier.example', 'ours');
    await book.putNever('kurier_nocny', 'other');
    const { never } = await book.captureRules();
    expect(never.map(({ what, who }) => `${what} ${who}`)).toEqual([
      'kurier_nocny other',
      'paczki@kurier.example ours',
    ]);
    await book.deleteNever(never[1]?.id ?? '');
    expect((await book.captureRules()).never.map(({ what }) => what)).toEqual(['kurier_nocny']);
    expect(await book.recognise([kurier()])).toMatchObject([{ state: 'unknown' }]);
  });

  test.each([
    ['', 'never_empty'],
    ['gmail.com', 'public_domain'],
    ['x'.repeat(400), 'value_too_long'],
  ])('%s is refused: %s', async (what, reason) => {
    expect(await problem(openBook().putNever(what, 'other'))).toMatchObject({ reason });
  });
});

describe('G20: contacts by themselves', () => {
  test('never, until the team says otherwise', async () => {
    const book = openBook();
    expect((await book.captureRules()).settings.autoCreate).toBe('never');
    await book.putCaptureSettings({ autoCreate: 'reply' });
    await book.putCaptureSettings({ machines: false });
    expect(await book.captureRules()).toMatchObject({
      settings: { autoCreate: 'reply', machines: false, platforms: true },
      maySet: true,
    });
  });
});
