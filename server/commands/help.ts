import type { Command } from './command.ts';
import { everySetting, helpOn } from '#server/settings/help.ts';

const usageOf = ({ name, operands }: Command) =>
  [name, ...operands.map((one) => (one.endsWith('?') ? `[${one.slice(0, -1)}]` : one))].join(' ');

/** All commands, and the settings of the server. */
export function helpForAll(commands: readonly Command[]): string {
  const lines = commands.map((command) => `  ${usageOf(command).padEnd(24)} ${command.summary}`);
  return `Carnet's team server

  npm run server -- [command] [options]

${lines.join('\n')}

Without a command it starts. Each command tells more: npm run server -- backup --help

Settings, by flag or by environment, or by name in a file of --config ({"port": 8787}); what stands first of these
three counts:

${helpOn(everySetting)}

Exit codes: 0 done, 1 could not be done, 2 asked for in a wrong way. Everything else is in docs/server.md.`;
}

/** What one command does, and what it goes by. */
export function helpFor(command: Command): string {
  const own = Object.entries(command.flags).map(([flag, says]) => `  ${`--${flag}`.padEnd(24)} ${says}`);
  return `${usageOf(command)}: ${command.summary}

  npm run server -- ${usageOf(command)} [options]

${command.about}

${[...own, helpOn(command.settings)].join('\n')}`;
}
