import { describe, expect, test } from 'vitest';
import { findMarks } from '#components/contact/marks.ts';
import { ticketAddress } from '#components/timeline/ticket-to.ts';
import { hashOf, readRoute } from '#components/contacts/route.ts';
import { emptyForm, formFor, isDirty, newEntry } from '#components/forms/form-draft.ts';
import { toDraft } from '#components/forms/form-edit.ts';
import { ownProblems, shownProblems } from '#components/forms/shown-problems.ts';
import { readServerAddress } from '#components/team/server-address.ts';
import { contactsPagePath } from '#lib/messages/contacts-page.ts';

const marked = (text: string, search: string) =>
  findMarks(text, search).map(({ from, to }) => text.slice(from, to));

describe('what a search matched', () => {
  test('A38: is marked without case and accents, in every word of the search', () => {
    expect(marked('Żaneta Gżegżółka', 'gzego ZAN')).toEqual(['Żan']);
    expect(marked('Żaneta Gżegżółka', 'gzegzol zan')).toEqual(['Żan', 'Gżegżół']);
  });

  test('A38: is whole letters where folding changes their number', () => {
    expect(marked('Straße 5', 'ss')).toEqual(['ß']);
    expect(marked('oﬃce', 'ff')).toEqual(['ﬃ']);
    expect(marked('a👩‍👩‍👧b', 'b')).toEqual(['b']);
  });

  test('A37: is found in a number over what is written between its digits', () => {
    expect(marked('+48 600-700-800', '600 700')).toEqual(['600', '700']);
    expect(marked('+48 600-700-800', '600700')).toEqual(['600-700']);
    expect(marked('𝟘𝟙 +48 600-700-800', '700800')).toEqual(['700-800']);
  });
});

describe('the form', () => {
  test('A18: what was typed into the search box goes where it belongs', () => {
    expect(formFor('ana@poczta.example').senders[0]).toMatchObject({
      channel: 'email',
      value: 'ana@poczta.example',
    });
    expect(formFor('+48 501 222 333').senders[0]).toMatchObject({ channel: 'phone' });
    expect(formFor('Ana Silva 2').name).toBe('Ana Silva 2');
  });

  test('R4: a number is read for its own country, else the contact’s, else the team’s', () => {
    const entry = newEntry('phone', '501 222 333');
    const form = { ...emptyForm(), senders: [entry] };
    expect(toDraft({ ...form, country: 'PL' }, 'FR').senders[0]?.value).toBe('+48 501 222 333');
    expect(
      toDraft({ ...form, senders: [{ ...entry, country: 'PL' }], country: 'FR' }, null).senders[0]?.value,
    ).toBe('+48 501 222 333');
    expect(ownProblems(form, null).senders[entry.id]?.reason).toBe('phone_needs_country');
  });

  test('a field that was not left yet shows only what typing on cannot mend', () => {
    const entry = newEntry('email', 'ana@');
    const all = ownProblems({ ...emptyForm(), senders: [entry] }, null);
    expect(shownProblems(all, new Set(), false)).toEqual({ name: null, note: null, senders: {} });
    expect(shownProblems(all, new Set([entry.id]), false).senders[entry.id]?.reason).toBe('not_an_email');
    expect(shownProblems(all, new Set(), true).name?.reason).toBe('name_empty');
  });

  test('an empty row is nothing to lose', () => {
    const form = emptyForm();
    expect(isDirty(form, { ...form, senders: [...form.senders, newEntry('allegro')] })).toBe(false);
    expect(isDirty(form, { ...form, note: 'x' })).toBe(true);
  });
});

describe('addresses', () => {
  const sender = (channel: string, value: string) => ({
    channel,
    key: value,
    value,
    name: null,
    integration: null,
    conversationUrl: null,
    firstSeenAt: null,
  });

  test('A16: a ticket goes to the first e-mail sender, or to a relay address on another channel', () => {
    expect(ticketAddress([sender('allegro', 'jank84')])).toBeNull();
    expect(ticketAddress([sender('allegro', 'x1@allegromail.pl'), sender('email', 'a@b.example')])).toBe(
      'a@b.example',
    );
    expect(ticketAddress([sender('allegro', 'x1@allegromail.pl')])).toBe('x1@allegromail.pl');
  });

  test('the contacts page finds its place again from every address it is opened at', () => {
    const at = { contact: 'a b/c', action: 'edit' as const };
    const route = readRoute(new URL(`https://x.example${contactsPagePath(at)}`).hash);
    expect(route).toEqual({ view: 'contacts', contact: 'a b/c', action: 'edit' });
    expect(readRoute(hashOf(route))).toEqual(route);
    expect(readRoute('#/contact/%E0%A4%A')).toMatchObject({ view: 'contacts' });
  });

  test('a team server is taken over https, or on this very computer', () => {
    expect(readServerAddress('carnet.lampka.example')).toEqual({
      origin: 'https://carnet.lampka.example',
      pattern: 'https://carnet.lampka.example/*',
    });
    expect(readServerAddress('127.0.0.1:8787/x')).toMatchObject({ origin: 'http://127.0.0.1:8787' });
    expect(readServerAddress('http://carnet.lampka.example')).toEqual({ wrong: 'team_not_secure' });
    expect(readServerAddress('javascript:alert(1)')).toHaveProperty('wrong');
    expect(readServerAddress('  ')).toEqual({ wrong: 'team_not_an_address' });
  });
});
