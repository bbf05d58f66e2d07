import { CommandError, LINKS, type Command } from './command.ts';
import { authFor } from './open-data.ts';
import { distributionSql } from '#server/db/distribution.ts';
import { migrate } from '#server/db/migrate.ts';
import { openDatabase } from '#server/db/open.ts';
import { compareSteps, NEWER, stepsDone } from '#server/db/pending.ts';

export const migrateData: Command = {
  name: 'migrate',
  summary: 'makes the tables, or brings them up to date',
  about: `The server does so at each start, unless it is started with --no-migrate. Where several processes share a
database, or where its tables may be changed from one place only (Citus: the coordinator), run this first and start
them with --no-migrate. Processes that migrate at once take turns. To do it twice does nothing.`,
  operands: [],
  flags: {
    'print-distribution': 'does nothing but print the SQL that lays the tables out on Citus (docs/citus.md)',
  },
  settings: LINKS,
  run: async ({ settings, flags, print }) => {
    if (flags['print-distribution'] === true) {
      print(distributionSql());
      return 0;
    }
    const database = openDatabase(settings);
    try {
      const before = compareSteps(await stepsDone(database.db));
      if (before.unknown.length > 0) throw new CommandError(NEWER);
      await migrate(database, (await authFor(settings, database)).tables);
      for (const id of before.missing) print(`done ${id}`);
      print(before.missing.length === 0 ? 'The tables were up to date.' : 'The tables are up to date.');
    } finally {
      await database.close();
    }
    return 0;
  },
};
