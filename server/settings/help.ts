import { fieldNames, type FieldName } from './fields.ts';
import { fieldOf } from './read-words.ts';

const WIDTH = 25;

/** The lines of a help that tell of settings: flag, meaning, and the environment's name for it. */
export function helpOn(names: readonly FieldName[]): string {
  return ['  --config FILE            settings from a file of JSON (CARNET_CONFIG)', ...names.map(line)].join(
    '\n',
  );
}

function line(name: FieldName): string {
  const { flag, env, value, says, kind, off } = fieldOf(name);
  const left = flag === null ? '' : `--${flag}${value === undefined ? '' : ` ${value}`}`;
  const variable = kind === 'switch' ? `${env}=${off ? 0 : 1}` : env;
  const right = flag === null ? `${variable}: ${says}` : `${says} (${variable})`;
  return `  ${left.padEnd(WIDTH - 1)} ${right}`;
}

export const everySetting: readonly FieldName[] = fieldNames;
