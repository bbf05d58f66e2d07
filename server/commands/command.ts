import type { FieldName } from '#server/settings/fields.ts';
import type { Words } from '#server/settings/read-words.ts';
import type { StartSettings } from '#server/settings.ts';

/** What a command was asked: its operands, its own flags, and the settings it goes by. */
export type Asked = {
  settings: StartSettings;
  operands: readonly string[];
  flags: Words['flags'];
  /** Says something on standard output. */
  print: (line: string) => void;
};

/** Something the administrator can ask of a server that is or is not running. */
export type Command = {
  name: string;
  /** One line for the list of commands. */
  summary: string;
  /** What it does, for its own help. */
  about: string;
  /** Names of what stands behind it; one that ends in `?` may be left out. */
  operands: readonly string[];
  /** Flags beside the settings, with what they do; a value belongs behind one whose name has a blank: `--out FILE`. */
  flags: Record<string, string>;
  settings: readonly FieldName[];
  /** @returns the exit code, 0 where nothing is said */
  run: (asked: Asked) => Promise<number | undefined>;
};

/** It could not be done; the message says why and what to do, to whoever runs the server. */
export class CommandError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CommandError';
  }
}

/** What every command goes by that opens the data. */
export const DATA = ['data', 'database'] as const satisfies readonly FieldName[];
/** And those that make links. */
export const LINKS = [...DATA, 'secret', 'url', 'host', 'port'] as const satisfies readonly FieldName[];
