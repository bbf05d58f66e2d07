import { readAutoCreate } from '#lib/model/auto-create.ts';
import type { CaptureSettings } from '#lib/messages/capturing.ts';
import type { RecordRow } from '#lib/protocol/rows.ts';
import { applyChanges } from '#lib/store/apply-changes.ts';
import { recordsOfKind } from '#lib/store/read-contacts.ts';
import { mustAdminister } from './attribute-order.ts';
import type { Context } from './context.ts';
import { putChange } from './put-record.ts';
import type { Replica } from './replica.ts';
import type { Session } from './session.ts';

/** What holds for the team (G11, G20); where nobody has said anything, machines and platforms are left out and nobody is added. */
export async function captureSettings(replica: Replica): Promise<CaptureSettings> {
  const { fields = {} } = (await settingRow(replica)) ?? {};
  return {
    machines: fields['machines']?.value !== false,
    platforms: fields['platforms']?.value !== false,
    autoCreate: readAutoCreate(fields['autoCreate']?.value),
  };
}

/** For owners and managers: it acts in everybody's name. @throws not_permitted */
export async function putCaptureSettings(
  session: Session,
  context: Context,
  { machines, platforms, autoCreate }: Partial<CaptureSettings>,
): Promise<void> {
  await mustAdminister(session, 'setting');
  const before = await settingRow(session.replica);
  const values = {
    ...(machines === undefined ? {} : { machines }),
    ...(platforms === undefined ? {} : { platforms }),
    ...(autoCreate === undefined ? {} : { autoCreate }),
  };
  const change = putChange('setting', before?.id ?? context.newId(), values, before?.fields);
  await applyChanges(session.replica.db, change ? [change] : [], context.now());
}

/** Two may have been made by people who did not know of each other: the oldest counts, for all alike. */
export async function settingRow({ db }: Replica): Promise<RecordRow | undefined> {
  const rows = await recordsOfKind(db, 'setting');
  const place = ({ createdAt, id }: RecordRow) => `${createdAt} ${id}`;
  return rows.toSorted((a, b) => (place(a) < place(b) ? -1 : 1))[0];
}
