import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { DuplicatesView } from '#components/twins/duplicates.tsx';
import { TwinCards } from '#components/twins/twin-cards.tsx';
import { TwinsNews } from '#components/twins/twins-news.tsx';
import { TwinsPanel } from '#components/twins/twins-panel.tsx';
import { Toasts } from '#components/ui/toast.tsx';
import { useContact, useContactList } from '#components/use-book.ts';
import type { ContactView } from '#lib/messages/book.ts';
import { prepareBrowser, show, wrongs } from '../forms/stage.tsx';

const field = (value: string) => ({ value, origin: 'typed' as const });
const people = [
  { name: 'Żaneta Gżegżółka', senders: [{ channel: 'email', value: 'zaneta@poczta.example' }], note: 'VIP' },
  {
    name: 'Zaneta G.',
    senders: [
      { channel: 'allegro', value: 'zanetka_84' },
      { channel: 'phone', value: '+48 501 222 333' },
    ],
  },
];
const mail = 'email/zaneta@poczta.example';

type Part = (props: { contact: ContactView }) => React.ReactNode;

/** A part of a surface about the first contact, as it is in the book now. */
function Stage({ part: Part }: { part: Part }) {
  const { data: list } = useContactList({ text: 'Żaneta Gżegżółka', sort: 'best', offset: 0, limit: 1 });
  const { data: contact } = useContact(list?.rows[0]?.id ?? null);
  return (
    <main>
      {contact && <Part contact={contact} />}
      <Toasts />
    </main>
  );
}

/** Żaneta and the Zaneta who has her e-mail among hers. */
async function showTwins(part: Part = TwinCards) {
  const stage = await show(<Stage part={part} />, { people });
  const [zaneta, other] = stage.refs;
  if (!zaneta || !other) throw new Error('both are in the book');
  await stage.core.setFields(other.id, { [mail]: field('zaneta@poczta.example'), country: field('DE') }, {});
  await stage.core.setFields(zaneta.id, { country: field('PL'), city: field('Gdynia') }, {});
  return { ...stage, zaneta, other };
}

const card = () => screen.findByRole('article', { name: 'Possibly the same person: Zaneta G.' });
async function openMerge(user: Awaited<ReturnType<typeof showTwins>>['user']) {
  await user.click(await screen.findByRole('button', { name: 'Merge with Zaneta G.' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Merge two contacts' }));
  await dialog.findByRole('heading', { name: 'The contact there will be' });
  return dialog;
}

beforeEach(prepareBrowser);

describe('possible duplicates beside a contact', () => {
  test('B18, B22, G8: a card says who it may be, and words and a tick stand beside the repeated e-mail alone', async () => {
    await showTwins();
    const same = within(await card()).getAllByRole('listitem');
    expect(same.map(({ textContent }) => textContent)).toEqual([
      expect.stringMatching(/zaneta@poczta\.example.*same e-mail/u),
      expect.stringMatching(/zanetka_84$/u),
      expect.stringMatching(/\+48 501 222 333$/u),
    ]);
    expect(same.map((row) => row.querySelector('svg.lucide-check') !== null)).toEqual([true, false, false]);
    expect(screen.getByRole('heading', { name: '1 possible duplicate' })).toBeDefined();
    expect(await wrongs()).toEqual([]);
  });

  test('G7: not the same person is remembered, and taken back by the toast', async () => {
    const { user, core, zaneta } = await showTwins();
    await user.click(within(await card()).getByRole('button', { name: 'Not the same person' }));
    await waitFor(() => expect(screen.queryByRole('article')).toBeNull());
    expect((await core.twins(zaneta.id)).total).toBe(0);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await card()).toBeDefined();
  });

  test('G7: a double click is one click, with one way back', async () => {
    const { user } = await showTwins();
    const notSame = within(await card()).getByRole('button', { name: 'Not the same person' });
    act(() => {
      notSame.click();
      notSame.click();
    });
    await waitFor(() => expect(screen.queryByRole('article')).toBeNull());
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await card()).toBeDefined();
  });

  test('R13: another sign than e-mail or phone is said to be a perhaps', async () => {
    const { core, zaneta, other } = await showTwins();
    const place = { deliveryName: field('Żaneta Gżegżółka'), postcode: field('81-001') };
    await core.setFields(zaneta.id, place, {});
    await core.setFields(other.id, { ...place, [mail]: null }, {});
    expect(await screen.findByText('Perhaps the same buyer · one sign')).toBeDefined();
    expect(within(await card()).getByText('same name and postcode')).toBeDefined();
    expect(within(await card()).getByText('Żaneta Gżegżółka, 81-001')).toBeDefined();
  });

  test('B27: a blocked contact is not suggested any more', async () => {
    const { core, other } = await showTwins();
    await card();
    await core.block(other.id, 'Spam');
    await waitFor(() => expect(screen.queryByRole('article')).toBeNull());
  });
});

// The dialog is loaded when it is first asked for: on a busy machine that alone takes seconds.
describe('the merge of two contacts', () => {
  test('G6: says what will happen before it happens, in sentences and a preview', async () => {
    const { user } = await showTwins();
    const dialog = await openMerge(user);
    expect(dialog.getByText(/becomes part of/u).textContent).toBe(
      '“Zaneta G.” becomes part of “Żaneta Gżegżółka”. It brings 2 senders. The name “Zaneta G.” is kept as an alias, and search still finds it. You can undo this at any time.',
    );
    const preview = within(dialog.getByRole('region', { name: 'The contact there will be' }));
    for (const words of [
      'Żaneta Gżegżółka',
      'zanetka_84',
      'zaneta@poczta.example',
      'Gdynia',
      'Poland',
      'Zaneta G.',
    ])
      expect(preview.getAllByText(words).length).toBeGreaterThan(0);
    expect(preview.queryByText('Germany')).toBeNull();
    expect(await wrongs()).toEqual([]);
  });

  test('G6, X13: the direction turns it round; name and each field that differs are chosen', async () => {
    const { user, core, zaneta, other } = await showTwins();
    const dialog = await openMerge(user);
    await user.click(
      within(dialog.getByRole('radiogroup', { name: 'Which one stays' })).getByRole('radio', {
        name: /Zaneta G\./u,
      }),
    );
    await user.click(dialog.getByRole('radio', { name: 'Poland' }));
    await user.click(
      within(dialog.getByRole('radiogroup', { name: 'Name' })).getByRole('radio', {
        name: 'Żaneta Gżegżółka',
      }),
    );
    expect(dialog.getByText(/becomes part of/u).textContent).toContain(
      'The contact will be called “Żaneta Gżegżółka”.',
    );
    await user.click(dialog.getByRole('button', { name: 'Merge' }));
    await screen.findByText('Merge done: “Żaneta Gżegżółka” is part of “Żaneta Gżegżółka” now.');
    const one = await core.contact(zaneta.id);
    expect(one).toMatchObject({ id: other.id, name: 'Żaneta Gżegżółka', country: 'PL' });
    expect(one?.fields['alias/Zaneta G.']).toBeDefined();
    expect(one?.notes.map(({ text }) => text)).toEqual(['VIP']);
  });

  test('B23: a double click merges once, and leaves no dialog with an error behind', async () => {
    const { user, core, zaneta, other } = await showTwins();
    const merge = (await openMerge(user)).getByRole('button', { name: 'Merge' });
    act(() => {
      merge.click();
      merge.click();
    });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect((await core.contact(other.id))?.id).toBe(zaneta.id);
    expect(await core.merges(zaneta.id)).toHaveLength(1);
    expect(screen.getAllByRole('button', { name: 'Undo merge' })).toHaveLength(1);
  });

  test('B23, B24: done, it is undone at once, and both are as they were', async () => {
    const { user, core, zaneta, other } = await showTwins();
    const before = [await core.contact(zaneta.id), await core.contact(other.id)].map((one) => one?.fields);
    const dialog = await openMerge(user);
    await user.click(dialog.getByRole('button', { name: 'Merge' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect((await core.contact(other.id))?.id).toBe(zaneta.id);
    await user.click(screen.getByRole('button', { name: 'Undo merge' }));
    expect(await screen.findByText('Zaneta G. is a contact of its own again.')).toBeDefined();
    expect([await core.contact(zaneta.id), await core.contact(other.id)].map((one) => one?.fields)).toEqual(
      before,
    );
    expect(await card()).toBeDefined();
  });

  test('a contact that a colleague deletes meanwhile is said to be gone, and nothing is merged', async () => {
    const { user, core, other } = await showTwins();
    const dialog = await openMerge(user);
    await core.deleteContact(other.id);
    expect((await dialog.findByRole('alert')).textContent).toContain('Zaneta G.');
    expect(dialog.getByRole('button', { name: 'Merge' }).hasAttribute('disabled')).toBe(true);
  });
});

describe('the duplicates of the whole book', () => {
  test('B20, B26: their number stands where the surface opens, and leads to them', async () => {
    const { user, book } = await showTwins(() => <TwinsNews />);
    expect(await screen.findByText('1 possible duplicate')).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'See them' }));
    expect(book.openContactsPage).toHaveBeenCalledWith({ view: 'duplicates' });
  });

  test('B20: both stand side by side with what they have in common', async () => {
    await showTwins(() => <DuplicatesView />);
    const pair = await screen.findByRole('article', { name: 'Żaneta Gżegżółka and Zaneta G.' });
    expect(within(pair).getAllByText('same e-mail')).toHaveLength(2);
    expect(await wrongs()).toEqual([]);
  });

  test('where there are none it says when there will be', async () => {
    await show(<DuplicatesView />, { people });
    expect(await screen.findByRole('heading', { name: 'No possible duplicates' })).toBeDefined();
  });

  test('R7: what has been merged into a contact is listed with it, to be undone later', async () => {
    const { user, core, zaneta, other } = await showTwins(TwinsPanel);
    await card();
    await core.merge(other.id, zaneta.id);
    const list = within(await screen.findByRole('list', { name: 'Merged into this contact' }));
    await user.click(list.getByRole('button', { name: 'Undo merge' }));
    await waitFor(async () => expect((await core.contact(other.id))?.id).toBe(other.id));
  });
});
