import { describe, expect, test, vi } from 'vitest';
import type { Filter } from '#lib/model/filter.ts';
import { LOCAL_WORKSPACE } from '#lib/store/db.ts';
import * as columns from '#lib/store/read-columns.ts';
import { openWorkspace } from '#lib/store/workspace.ts';
import { draft, freshLocal, openBook } from './open-book.ts';

freshLocal();

const inPoland: Filter = { groups: [[{ attribute: 'country', is: 'is', value: 'PL' }]] };
const noted: Filter = { groups: [[{ attribute: 'notes', is: 'more', value: 0 }]] };
const sorted = (by: string, descending = false) => ({
  text: '',
  sort: { by, descending },
  offset: 0,
  limit: 50,
});

describe('a filter of the book', () => {
  test('E10, E12: narrows the list, together with a search, and counts', async () => {
    const book = openBook();
    await book.addContact(draft({ name: 'Jan', country: 'PL' }));
    const { id } = await book.addContact(draft({ name: 'Jana', country: 'CZ' }));
    await book.addContact(draft({ name: 'Ola', country: 'PL' }));
    const names = async (text: string, filter: Filter) =>
      (await book.list({ text, filter, sort: 'best', offset: 0, limit: 9 })).rows.map(({ name }) => name);
    expect(await names('', inPoland)).toEqual(['Jan', 'Ola']);
    expect(await names('jan', inPoland)).toEqual(['Jan']);
    expect(await book.count([inPoland, noted, { groups: [] }])).toEqual([2, 0, 3]);
    await book.putNote(id, 'Called.');
    expect(await book.count([inPoland, noted])).toEqual([2, 1]);
    expect(await book.idsOf({ text: '', filter: noted }, 10)).toEqual([id]);
  });

  test('a list sorted by an attribute that there is not, or not any more, shows everybody', async () => {
    const book = openBook();
    for (const name of ['Ala', 'Ola']) await book.addContact(draft({ name }));
    for (const by of ['passwords', '__proto__', 'custom/0f8fad5b-d9cb-469f-a165-70867728950e'])
      expect((await book.list(sorted(by))).rows.map(({ name }) => name).toSorted()).toEqual(['Ala', 'Ola']);
  });

  test('E11: the list sorts by any attribute, what has no value last either way, and brings the asked columns', async () => {
    const book = openBook();
    const city = (value: string) => ({ city: { value, origin: 'typed' as const } });
    for (const [name, at] of [
      ['Jan', 'Łódź'],
      ['Ola', 'Kraków'],
      ['Ewa', ''],
    ] as const) {
      const { id } = await book.addContact(draft({ name }));
      if (at) await book.setFields(id, city(at), {});
    }
    const names = async (descending: boolean) =>
      (await book.list(sorted('city', descending))).rows.map(({ name }) => name);
    expect(await names(false)).toEqual(['Ola', 'Jan', 'Ewa']);
    expect(await names(true)).toEqual(['Jan', 'Ola', 'Ewa']);
    const { rows } = await book.list({ ...sorted('city'), columns: ['city', 'notes'] });
    expect(rows.map(({ facts }) => facts)).toEqual([{ city: 'Kraków' }, { city: 'Łódź' }, {}]);
  });
});

describe('names of what a contact only holds the id of', () => {
  const asks = (attribute: string, is: 'contains' | 'contains-not', value: string): Filter => ({
    groups: [[{ attribute, is, value }]],
  });

  test('E14, X7: tags contain a part of a name, or do not; a part that no tag has finds nobody', async () => {
    const book = openBook();
    const { id } = await book.addContact(draft({ name: 'Jan' }));
    await book.addContact(draft({ name: 'Ola' }));
    const tag = await book.putTag({ name: 'Stały klient' });
    await book.setFields(id, { [`tag/${tag.id}`]: { value: true, origin: 'typed' } }, {});
    const contains = (value: string) => [
      asks('tags', 'contains', value),
      asks('tags', 'contains-not', value),
    ];
    expect(await book.count(contains('staly'))).toEqual([1, 1]);
    expect(await book.count(contains('hurt'))).toEqual([0, 2]);
    expect(await book.count(contains(tag.id))).toEqual([0, 2]);
    await book.putTag({ name: 'Hurtownia' }, tag.id);
    expect(await book.count(contains('hurt'))).toEqual([1, 1]);
  });

  test('Y6, A11: so do organisations and integrations, these by their address, too', async () => {
    const book = openBook();
    const { id } = await book.addContact(draft({ name: 'Jan' }));
    await book.addContact(draft({ name: 'Ola' }));
    const firm = await book.putOrganisation({ name: 'Dom i Światło', domain: '', site: '' });
    await book.putIntegration({
      channel: 'email',
      name: 'Biuro',
      address: 'sklep@lampka.example',
    });
    const [box] = await book.integrations();
    const set = { organisation: firm.id, [`integration/${box?.id}`]: true };
    const fields = Object.entries(set).map(([key, value]) => [key, { value, origin: 'typed' as const }]);
    await book.setFields(id, Object.fromEntries(fields), {});
    const asked = [
      asks('organisation', 'contains', 'swiat'),
      asks('organisation', 'contains-not', 'swiat'),
      asks('integrations', 'contains', 'biuro'),
      asks('integrations', 'contains', 'lampka.ex'),
    ];
    expect(await book.count(asked)).toEqual([1, 1, 1, 1]);
  });
});

describe('what filters read', () => {
  const inCity = (value: string): Filter => ({ groups: [[{ attribute: 'city', is: 'is', value }]] });
  const city = (value: string) => ({ city: { value, origin: 'typed' as const } });

  test('follows every change since, also another worker’s, and where lines have moved', async () => {
    const [book, other] = [openBook(), openBook()];
    const ids: string[] = [];
    for (const name of ['Ala', 'Ela', 'Ola']) {
      const { id } = await book.addContact(draft({ name }));
      ids.push(id);
      await book.setFields(id, city(name === 'Ola' ? 'Lyon' : 'Łódź'), {});
    }
    const names = async (of: typeof book, value: string, text = '') =>
      (await of.list({ text, filter: inCity(value), sort: 'best', offset: 0, limit: 9 })).rows.map(
        ({ name }) => name,
      );
    expect(await names(book, 'Łódź')).toEqual(['Ala', 'Ela']);
    await other.deleteContact(ids[0] ?? '');
    await other.addContact(draft({ name: 'Ula' }));
    expect(await names(book, 'Łódź')).toEqual(['Ela']);
    expect(await names(book, 'Lyon')).toEqual(['Ola']);
    await other.setFields(ids[1] ?? '', city('Lyon'), {});
    expect(await names(book, 'Łódź')).toEqual([]);
    expect(await names(book, 'Lyon', 'ela')).toEqual(['Ela']);
    expect(await other.count([inCity('Lyon'), inCity('Łódź')])).toEqual([2, 0]);
  });

  test('a list that is only searched, or opened with the newest, reads no column of facts', async () => {
    const book = openBook();
    await book.addContact(draft({ name: 'Ala' }));
    const db = await openWorkspace(LOCAL_WORKSPACE);
    const read = vi.spyOn(columns, 'readBlocks');
    await book.list({ text: 'ala', sort: 'best', offset: 0, limit: 9 });
    await book.list({ text: '', sort: { by: 'country', descending: false }, offset: 0, limit: 9 });
    const asked = () => read.mock.calls.flatMap(([, { added, known }]) => [...added, ...known]);
    expect(asked()).toEqual([]);
    await book.count([inCity('Łódź')]);
    expect(asked()).toEqual(['', 'city']);
    read.mockRestore();
    db.close();
  });

  test('B7: an integration is meant by its id, also where a page named it by its address', async () => {
    const book = openBook();
    await book.putIntegration({ channel: 'allegro', name: 'Lampka', address: 'Sklep_Lampka' });
    const [own] = await book.integrations();
    const { id } = await book.addContact(
      draft({ name: 'Ala', senders: [{ channel: 'allegro', value: 'ala84', integration: 'sklep_lampka' }] }),
    );
    await book.addContact(draft({ name: 'Ola' }));
    const by = (is: 'any-of' | 'none-of'): Filter => ({
      groups: [[{ attribute: 'integrations', is, value: [own?.id ?? ''] }]],
    });
    expect(await book.idsOf({ text: '', filter: by('any-of') }, 9)).toEqual([id]);
    expect(await book.count([by('any-of'), by('none-of')])).toEqual([1, 1]);
  });
});
