import { parseArgs } from 'node:util';
import { fieldNames, fields, type Field, type FieldName, type Said } from './fields.ts';
import { guess } from './nearest.ts';
import { SettingsError } from './problem.ts';

type Env = Record<string, string | undefined>;
export type Words = { flags: Record<string, string | true>; operands: string[] };

/**
 * Takes a command line apart.
 * @param known the flags there are, and whether a value belongs behind them
 * @throws SettingsError that names the flag, and the one that was perhaps meant
 */
export function readWords(args: readonly string[], known: Record<string, 'switch' | 'value'>): Words {
  const options = Object.fromEntries(
    Object.entries(known).map(([name, kind]) => [
      name,
      { type: kind === 'switch' ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const words: Words = { flags: {}, operands: [] };
  for (const token of tokens) {
    if (token.kind === 'positional') words.operands.push(token.value);
    if (token.kind !== 'option') continue;
    words.flags[token.name] = readFlag(token, known);
  }
  return words;
}

type Token = { name: string; rawName: string; value?: string | undefined; inlineValue?: boolean | undefined };

function readFlag({ name, rawName, value }: Token, known: Record<string, 'switch' | 'value'>): string | true {
  const kind = known[name];
  if (kind === undefined || !rawName.startsWith('--'))
    throw new SettingsError(
      `There is no ${rawName} here.${guess(name, Object.keys(known), (found) => `--${found}`)} --help tells what there is.`,
    );
  if (kind === 'switch') {
    if (value !== undefined) throw new SettingsError(`--${name} takes no value: leave "=${value}" out.`);
    return true;
  }
  if (value === undefined || (value.startsWith('--') && value.length > 2))
    throw new SettingsError(`--${name} needs a value behind it.`);
  return value;
}

/** What the flags say of the settings. */
export function saidByFlags(flags: Words['flags']): Said {
  const said: Said = {};
  for (const name of fieldNames) {
    const { flag, kind, off } = fieldOf(name);
    const given = flag === null ? undefined : flags[flag];
    if (given === undefined) continue;
    const value = kind === 'switch' ? off !== true : fromText(kind, String(given));
    put(said, name, value, `--${flag ?? ''}`);
  }
  return said;
}

/** What the environment says of them; an empty variable says nothing. */
export function saidByEnv(env: Env): Said {
  const said: Said = {};
  for (const name of fieldNames) {
    const { env: variable, kind } = fieldOf(name);
    const given = env[variable];
    if (given !== undefined && given !== '') put(said, name, fromText(kind, given), variable);
  }
  return said;
}

/** @throws SettingsError that says which setting, as it was named where it was written, and what is wrong with it */
export function put(said: Said, name: FieldName, value: unknown, as: string): void {
  const { schema, wrong } = fieldOf(name);
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new SettingsError(`${as}: ${wrong(shown(value))}`);
  Object.assign(said, { [name]: parsed.data });
}

export const fieldOf = (name: FieldName): Field => fields[name];

function fromText(kind: Field['kind'], text: string): unknown {
  switch (kind) {
    case 'number':
      return text.trim() === '' ? text : Number.isNaN(Number(text)) ? text : Number(text);
    case 'switch':
      return /^(?:1|true)$/u.test(text) ? true : /^(?:0|false)$/u.test(text) ? false : text;
    case 'list':
      return text.split(',').flatMap((one) => one.trim() || []);
    default:
      return text;
  }
}

/** As somebody wrote it; text of a number stands without quotes in a file. */
function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.join(',') : JSON.stringify(value);
}
