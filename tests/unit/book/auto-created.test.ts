import { expect, test } from 'vitest';
import { addSender } from '#lib/book/add-sender.ts';
import { deviceContext } from '#lib/book/context.ts';
import { actOf } from '#lib/book/describe-change.ts';
import { openReplica } from '#lib/book/replica.ts';
import { setUser } from '#lib/store/workspace.ts';
import { unsentChanges } from '#lib/store/read-unsent.ts';
import { requester } from './open-book.ts';

const context = deviceContext(async () => null);

test('G20: whom nobody has clicked bears the mark of the team’s setting, by which the history says it', async () => {
  const replica = await openReplica('auto-created');
  await setUser(replica.db, 'me');
  await addSender(replica, context, requester({ name: 'Ola', address: 'ola@poczta.example' }));
  await addSender(replica, context, requester({ name: 'Ula', address: 'ula@poczta.example' }), {
    byPolicy: true,
  });
  const unsent = await unsentChanges(replica.db);
  expect(unsent.map((change) => actOf(change.name, change))).toEqual(['add', 'add_policy']);
});
