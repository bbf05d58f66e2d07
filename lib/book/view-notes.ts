import { members, textOf } from '#lib/model/field.ts';
import { mayMake } from '#lib/model/role.ts';
import type { NoteView } from '#lib/messages/book.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import { unsentRecords } from '#lib/store/read-unsent.ts';
import { peopleOf } from './people.ts';
import { whoIs, type Seat } from './who-is.ts';

/** Notes as they are shown, in the order given, each with what it said before (E47). */
export async function viewNotes(session: Seat, notes: readonly RecordRow[]): Promise<NoteView[]> {
  const { replica } = session;
  const [people, me, unsent] = await Promise.all([
    peopleOf(replica.db),
    whoIs(session),
    unsentRecords(
      replica.db,
      'note',
      notes.map(({ id }) => id),
    ),
  ]);
  return notes.map((note) => ({
    id: note.id,
    text: textOf(note.fields, 'text'),
    author: people.get(note.createdBy) ?? null,
    mine: replica.alone || note.createdBy === me.userId,
    mayEdit: mayMake(me, 'record.put', { kind: 'note', createdBy: note.createdBy }),
    createdAt: note.createdAt,
    editedAt: note.updatedAt === note.createdAt ? null : note.updatedAt,
    unsent: unsent.has(note.id),
    isWarning: note.fields['warning']?.value === true,
    before: versionsOf(note, people),
  }));
}

/** What a note said before each of its edits, newest first: its record keeps that under `was/<when it was written>`. */
function versionsOf(
  { fields }: RecordRow,
  people: ReadonlyMap<string, string>,
): NonNullable<NoteView['before']> {
  return members(fields, 'was')
    .toSorted((a, b) => (a < b ? 1 : -1))
    .map((at) => {
      const by = fields[`was/${at}`]?.['by'];
      const userName = typeof by === 'string' ? (people.get(by) ?? null) : null;
      return { at, userName, text: textOf(fields, `was/${at}`) };
    });
}
