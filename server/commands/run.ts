import { backup } from './backup.ts';
import type { Command } from './command.ts';
import { createOwnerLink } from './create-owner-link.ts';
import { explain } from './explain.ts';
import { health } from './health.ts';
import { helpFor, helpForAll } from './help.ts';
import { importData } from './import.ts';
import { migrateData } from './migrate.ts';
import { resetPassword } from './reset-password.ts';
import { restore } from './restore.ts';
import { start } from './start.ts';
import { fieldOf, readWords } from '#server/settings/read-words.ts';
import { guess } from '#server/settings/nearest.ts';
import { readSettings, SettingsError } from '#server/settings.ts';

const COMMANDS: readonly Command[] = [
  start,
  migrateData,
  backup,
  restore,
  importData,
  createOwnerLink,
  resetPassword,
  health,
];

/** Done; could not be done; was not asked for in a way that could be understood. */
export const EXIT = { done: 0, failed: 1, wrong: 2 } as const;

/**
 * Does what a command line asks.
 * @returns the exit code; undefined where the server goes on
 */
export async function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number | undefined> {
  try {
    return await perform(args, env);
  } catch (error) {
    console.error(explain(error));
    return error instanceof SettingsError ? EXIT.wrong : EXIT.failed;
  }
}

async function perform(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number | undefined> {
  const [first = ''] = args;
  const named = !first.startsWith('-') && first !== '';
  if (first === '--help' || first === '-h' || first === 'help') return tell(helpForAll(COMMANDS));
  const command = named ? find(first) : start;
  const rest = named ? args.slice(1) : args;
  if (rest.includes('--help') || rest.includes('-h')) return tell(helpFor(command));
  const { flags, operands } = readWords(rest, flagsOf(command));
  checkOperands(command, operands);
  const settings = readSettings(flags, env);
  return command.run({ settings, operands, flags, print: (line) => console.log(line) });
}

function tell(text: string): number {
  console.log(text);
  return EXIT.done;
}

function find(name: string): Command {
  const found = COMMANDS.find((command) => command.name === name);
  if (found) return found;
  const names = COMMANDS.map((command) => command.name);
  throw new SettingsError(`There is no command "${name}".${guess(name, names)} --help tells what there is.`);
}

function flagsOf(command: Command): Record<string, 'switch' | 'value'> {
  const known: Record<string, 'switch' | 'value'> = { config: 'value' };
  for (const flag of Object.keys(command.flags)) {
    const [name = '', value] = flag.split(' ');
    known[name] = value === undefined ? 'switch' : 'value';
  }
  for (const { flag, kind } of command.settings.map(fieldOf))
    if (flag !== null) known[flag] = kind === 'switch' ? 'switch' : 'value';
  return known;
}

function checkOperands(command: Command, operands: readonly string[]): void {
  const { name } = command;
  const missing = command.operands.find((one, at) => !one.endsWith('?') && operands[at] === undefined);
  if (missing !== undefined)
    throw new SettingsError(`${name} needs ${missing} behind it: see ${name} --help.`);
  const more = operands[command.operands.length];
  if (more !== undefined)
    throw new SettingsError(`"${more}" is more than ${name} can do something with: see ${name} --help.`);
}
