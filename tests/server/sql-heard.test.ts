import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql, type KyselyPlugin } from 'kysely';
import { sweepPresence } from '#server/live/presence.ts';
import { heard } from './heard-sql.ts';
import { startTeam, type Team } from './team.ts';

let team: Team;
beforeAll(async () => {
  team = await startTeam();
});
afterAll(() => team.running.stop());

test('what the server asks is heard, and what one of the engines would refuse fails the file it is in', async () => {
  const { db } = team.running.server.database;
  expect(heard.refused()).toEqual([]);
  const before = heard.count;
  // As a test's own question it is nobody's business.
  await sql`select id from contact where name = ${randomUUID()}`.execute(db);
  expect([heard.count - before, heard.refused()]).toEqual([0, []]);
  // The server's own, which has lost its condition on the way.
  await sweepPresence(db.withPlugin(forgetful), team.workspace, new Date());
  expect([heard.count - before, heard.refused()]).toEqual([
    1,
    [expect.stringMatching(/^a statement that does not name the workspace: delete from "presence"/u)],
  ]);
});

const forgetful: KyselyPlugin = {
  transformQuery: ({ node }) => {
    const { where: _, ...rest } = node as typeof node & { where?: unknown };
    return rest;
  },
  transformResult: async ({ result }) => result,
};
