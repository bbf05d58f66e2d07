import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import type { Fields } from '#lib/model/field.ts';
import type { Condition, ConditionValue, Operator, Positive } from '#lib/model/filter.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import { applyChanges } from '#lib/store/apply-changes.ts';
import { LOCAL_WORKSPACE } from '#lib/store/db.ts';
import { openWorkspace } from '#lib/store/workspace.ts';
import { freshLocal, openBook } from './open-book.ts';

freshLocal();

const typed = (value: string | number | boolean) => ({ value, origin: 'typed' as const });
const [tag, organisation] = [crypto.randomUUID(), crypto.randomUUID()];
const MADE_AT = '2026-03-14T12:00:00.000Z';
const DAY = '2026-03-14';

/** Section Y: each row's attribute, and a condition that holds for Anna and for nobody else. */
const ROWS: Record<string, [attribute: string, is: Positive, value: ConditionValue]> = {
  Y1: ['name', 'contains', 'schmidt'],
  Y2: ['primaryEmail', 'is', 'anna@poczta.example'],
  Y3: ['emails', 'any-of', ['second@poczta.example']],
  Y4: ['primaryPhone', 'contains', '600 700'],
  Y5: ['phones', 'contains', '600-700-800'],
  Y6: ['organisation', 'any-of', [organisation]],
  Y7: ['jobTitle', 'contains', 'kauf'],
  Y8: ['tags', 'any-of', [tag]],
  Y9: ['facebook', 'contains', 'anna.schmidt'],
  Y10: ['linkedin', 'contains', 'in/anna'],
  Y11: ['twitter', 'is', '@anna'],
  Y12: ['instagram', 'is', 'anna.lampen'],
  Y13: ['country', 'any-of', ['DE', 'AT']],
  Y14: ['city', 'is', 'köln'],
  Y15: ['region', 'known', null],
  Y16: ['hostName', 'contains', 'shop'],
  Y17: ['ip', 'is', '192.0.2.7'],
  Y18: ['operatingSystem', 'is', 'Linux'],
  Y19: ['browser', 'is', 'Firefox'],
  Y20: ['firstWebSession', 'on', DAY],
  Y21: ['lastWebSession', 'after', '2026-03-01'],
  Y22: ['webSessions', 'between', [2, 4]],
  Y23: ['pageViews', 'more', 10],
  Y24: ['secondsSpent', 'less', 601],
  Y25: ['firstChat', 'before', '2026-04-01'],
  Y26: ['lastChat', 'on', DAY],
  Y27: ['chats', 'equals', 5],
  Y28: ['firstTicket', 'on', DAY],
  Y29: ['lastTicket', 'known', null],
  Y30: ['tickets', 'equals', 1],
  Y31: ['createdAt', 'on', DAY],
  Y32: ['updatedAt', 'before', '2026-03-15'],
  Y33: ['firstSeen', 'on', DAY],
  Y34: ['lastSeen', 'before', '2026-03-16'],
};
const NEGATION: Partial<Record<Positive, Operator>> = { 'any-of': 'none-of', known: 'unknown' };
const FIELDS: Fields = {
  primaryEmail: typed('anna@poczta.example'),
  'email/anna@poczta.example': typed('anna@poczta.example'),
  'email/second@poczta.example': typed('second@poczta.example'),
  primaryPhone: typed('+48600700800'),
  'phone/+48600700800': typed('+48600700800'),
  organisation: typed(organisation),
  [`tag/${tag}`]: typed(true),
  ...Object.fromEntries(
    Object.entries({
      jobTitle: 'Einkäuferin',
      facebook: 'https://www.facebook.com/anna.schmidt',
      linkedin: 'https://www.linkedin.com/in/anna',
      twitter: '@anna',
      instagram: 'anna.lampen',
      country: 'DE',
      city: 'Köln',
      region: 'Nordrhein-Westfalen',
      hostName: 'shop.lampen.example',
      ip: '192.0.2.7',
      operatingSystem: 'Linux',
      browser: 'Firefox',
      firstWebSession: MADE_AT,
      lastWebSession: MADE_AT,
      webSessions: 3,
      pageViews: 12,
      secondsSpent: 600,
      firstChat: MADE_AT,
      lastChat: MADE_AT,
      chats: 5,
      firstSeen: MADE_AT,
      lastSeen: '2026-03-15T12:00:00.000Z',
    }).map(([key, value]) => [key, typed(value)]),
  ),
};

/** Anna has everything; of Bert, who came later, only the name is known. */
async function annaAndBert(): Promise<void> {
  const db = await openWorkspace(LOCAL_WORKSPACE);
  const id = crypto.randomUUID();
  const put = (kind: string, recordId: string, contactId: string | null, set: Fields): NewChange => ({
    name: 'record.put',
    args: { kind, id: recordId, contactId, set, base: {} },
  });
  const named = { name: typed('Lampen') };
  await applyChanges(
    db,
    [
      put('tag', tag, null, named),
      put('organisation', organisation, null, named),
      { name: 'contact.create', args: { id, name: 'Anna Schmidt', fields: FIELDS, senders: [] } },
      put('ticket', crypto.randomUUID(), id, { state: typed('open'), subject: typed('Lamp') }),
    ],
    MADE_AT,
  );
  const bert = { id: crypto.randomUUID(), name: 'Bert', fields: {}, senders: [] };
  await applyChanges(db, [{ name: 'contact.create', args: bert }], '2026-05-01T12:00:00.000Z');
  db.close();
}

test('Y1 to Y34, E10, E11, E13: each attribute of the list finds whom it is true of, and its negation everybody else', async () => {
  const book = openBook();
  await book.status();
  await annaAndBert();
  const found = async (attribute: string, is: Operator, value: ConditionValue) => {
    const condition: Condition = { attribute, is, value };
    const window = { text: '', sort: 'best', offset: 0, limit: 9 } as const;
    return (await book.list({ ...window, filter: { groups: [[condition]] } })).rows.map(({ name }) => name);
  };
  const wrong: unknown[] = [];
  for (const [id, [attribute, is, value]] of Object.entries(ROWS)) {
    const both = [
      await found(attribute, is, value),
      await found(attribute, NEGATION[is] ?? (`${is}-not` as Operator), value),
    ];
    if (both[0]?.join() !== 'Anna Schmidt' || both[1]?.join() !== 'Bert') wrong.push([id, attribute, both]);
  }
  expect(wrong).toEqual([]);
});
