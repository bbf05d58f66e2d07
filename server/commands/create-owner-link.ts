import { CommandError, LINKS, type Command } from './command.ts';
import { addressOf, withData } from './open-data.ts';

export const createOwnerLink: Command = {
  name: 'create-owner-link',
  summary: 'makes the link by which the first person becomes the owner',
  about: `For a server that has no owner yet; each start prints one, too. It works once; links made before are void. It
begins with the address of --url, or of --host and --port: give those the server was started with.`,
  operands: [],
  flags: {},
  settings: LINKS,
  run: ({ settings, print }) =>
    withData(settings, async ({ db }) => {
      const { createSetUpToken } = await import('#server/auth/set-up.ts');
      const token = await createSetUpToken(db);
      if (token === null)
        throw new CommandError(
          'This server has its owner already. Others are invited on its Members page; for an owner who has lost their ' +
            'password: npm run server -- reset-password ADDRESS',
        );
      print(`${addressOf(settings)}/setup/${token}`);
      return 0;
    }),
};
