import { describe, expect, test } from 'vitest';
import { personOfRow } from '#lib/exchange/csv-person.ts';
import { cellOf, exportColumns } from '#lib/exchange/export-columns.ts';
import { guessTargets } from '#lib/exchange/guess-targets.ts';
import { channelFacts, channelIds } from '#lib/model/channel.ts';
import type { Exported } from '#lib/model/person.ts';
import en from '#public/_locales/en/messages.json' with { type: 'json' };
import fr from '#public/_locales/fr/messages.json' with { type: 'json' };
import pl from '#public/_locales/pl/messages.json' with { type: 'json' };

const CHANNELS = channelIds.filter((id) => id !== 'email' && id !== 'phone');
const WORDS: Record<'en' | 'fr' | 'pl', Record<string, { message: string }>> = { en, fr, pl };
/** As the page writes it at the head of a column. */
function headingIn(language: 'en' | 'fr' | 'pl', column: string): string {
  if (column === 'id') return 'ID';
  if (column.startsWith('custom/')) return 'Rozmiar buta';
  const [, channel] = column.split('sender/');
  const brand = channel === undefined ? null : channelFacts(channel).name;
  const attribute = { email: 'emails', phone: 'phones', note: 'notes' }[column] ?? column;
  const key = channel === undefined ? `attribute_${attribute}` : `channel_${channel}`;
  return brand ?? WORDS[language][key]?.message ?? key;
}

const read = (cells: string[], targets: string[]) =>
  personOfRow({ line: 7, cells, isBroken: false }, targets);
const jan: Exported = {
  row: 7,
  id: 'id',
  createdAt: '2026-01-01',
  updatedAt: '2026-01-02',
  name: 'Jan',
  fields: { city: 'Łódź', country: 'PL', 'custom/a': '12' },
  emails: ['a@b.example', 'c@d.example'],
  phones: ['+48600700800'],
  senders: [{ channel: 'allegro', value: 'jank84' }],
  organisation: '=Lampka',
  tags: ['VIP', 'stały'],
  orders: ['1', '2'],
  notes: ['one; and, more', 'two'],
  flaws: [],
};

describe('our own export, imported', () => {
  test.each(['en', 'fr', 'pl'] as const)(
    'G15: every heading of our own export is understood: %s',
    (language) => {
      const columns = exportColumns(new Set(CHANNELS), [{ id: 'x1' }]);
      const targets = guessTargets(
        columns.map((column) => headingIn(language, column)),
        [],
        [{ id: 'x1', name: 'Rozmiar buta' }],
      );
      const kept = columns.map((column) =>
        ['id', 'createdAt', 'updatedAt'].includes(column) ? 'skip' : column,
      );
      expect(targets).toEqual(kept);
    },
  );

  test.each(['stały, od lat', 'a|b', 'a; b', '"VIP"', 'VIP'])(
    'G15: one tag that looks like several comes back as one: %s',
    (tag) => {
      const cell = cellOf({ ...jan, tags: [tag] }, 'tags');
      expect(read(['Jan', cell], ['name', 'tags']).tags).toEqual([tag]);
    },
  );

  test('G15: what is exported is imported again as it was', () => {
    const columns = exportColumns(new Set(['allegro']), [{ id: 'a' }]);
    const targets = columns.map((column) =>
      ['id', 'createdAt', 'updatedAt'].includes(column) ? 'skip' : column,
    );
    const { id: _1, createdAt: _2, updatedAt: _3, ...rest } = jan;
    expect(
      read(
        columns.map((column) => cellOf(jan, column)),
        targets,
      ),
    ).toEqual(rest);
  });
});
