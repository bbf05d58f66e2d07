import { CommandError, LINKS, type Command } from './command.ts';
import { addressOf, authFor, withData } from './open-data.ts';
import { isEmail } from '#lib/model/email.ts';
import { cleanText } from '#lib/model/text.ts';
import { SettingsError } from '#server/settings.ts';

export const resetPassword: Command = {
  name: 'reset-password',
  summary: 'makes a link by which somebody chooses a new password',
  about: `It works once, for an hour, needs no mail server, and ends all sessions of that person when it is used. Give it
to them in a way that reaches nobody else. It begins with the address of --url, or of --host and --port: give those the
server was started with.`,
  operands: ['EMAIL'],
  flags: { 'second-factor': 'turns two-factor sign-in off, too: for a lost phone without backup codes' },
  settings: LINKS,
  run: ({ settings, operands, flags, print }) => {
    const email = cleanText(operands[0] ?? '').toLowerCase();
    if (!isEmail(email)) throw new SettingsError(`"${operands[0]}" is no e-mail address.`);
    return withData(settings, async (database) => {
      const scope = flags['second-factor'] ? 'password-and-second-factor' : 'password';
      const { createResetLink } = await import('#server/auth/reset-password.ts');
      const auth = (await authFor(settings, database)).open();
      const link = await createResetLink(auth, addressOf(settings), email, scope);
      if (link === null) throw new CommandError(`Nobody on this server has the address ${email}.`);
      print(link);
      return 0;
    });
  },
};
