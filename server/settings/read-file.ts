import { readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fieldNames, type FieldName, type Said } from './fields.ts';
import { guess } from './nearest.ts';
import { SettingsError } from './problem.ts';
import { fieldOf, put } from './read-words.ts';

/** Names of files in a file are meant from where it lies. */
const PATHS = new Set<FieldName>(['data', 'tlsCert', 'tlsKey']);

/**
 * Reads settings from a file of JSON: `{"port": 8787, "title": "Lampka"}`.
 * @throws SettingsError that names the file and what in it is wrong
 */
export function saidByFile(file: string): Said {
  const entries = readEntries(file);
  const said: Said = {};
  for (const [key, value] of entries) {
    const name = fieldNames.find((one) => one === key);
    if (!name) throw new SettingsError(`${file}: there is no "${key}".${guess(key, fieldNames, quoted)}`);
    put(said, name, value, `${file}: "${name}"`);
    if (PATHS.has(name)) Object.assign(said, { [name]: from(file, String(value)) });
  }
  checkMode(file, Object.keys(said) as FieldName[]);
  return said;
}

const quoted = (name: string) => `"${name}"`;
const from = (file: string, path: string) => (isAbsolute(path) ? path : join(dirname(resolve(file)), path));

function readEntries(file: string): [string, unknown][] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new SettingsError(`${file}: ${whyUnread(error)}`, { cause: error });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new SettingsError(`${file}: it must hold one object of settings, like {"port": 8787}.`);
  return Object.entries(parsed);
}

function whyUnread(error: unknown): string {
  if (error instanceof SyntaxError) return `it is not JSON (${error.message}).`;
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'ENOENT') return 'there is no such file.';
  if (code === 'EISDIR') return 'it is a folder: name the file in it.';
  return code === 'EACCES' ? 'this user may not read it.' : 'it could not be read.';
}

/** A password that every user of the machine may read is none. */
function checkMode(file: string, names: readonly FieldName[]): void {
  const secret = names.find((name) => fieldOf(name).secret);
  if (secret && (statSync(file).mode & 0o004) !== 0)
    throw new SettingsError(
      `${file} holds "${secret}", and every user of this machine may read it: chmod 600 ${file}`,
    );
}
