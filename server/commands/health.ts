import { get, type RequestOptions } from 'node:http';
import { get as getSecurely } from 'node:https';
import { text } from 'node:stream/consumers';
import { CommandError, type Command } from './command.ts';
import { urlAt } from '#server/listen.ts';
import { SettingsError, type StartSettings } from '#server/settings.ts';

const WAIT = 5000;
/** A server that listens to everything is asked at this machine's own address. */
const HERE: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

export const health: Command = {
  name: 'health',
  summary: 'asks a running server whether it and its database are well',
  about: `Exit code 0: it is; 1: it is not, or does not answer within 5 seconds. Without URL it asks the server of these
settings where it listens, and, since nothing is told that way, takes whatever certificate it shows.`,
  operands: ['URL?'],
  flags: {},
  settings: ['host', 'port', 'tlsCert', 'tlsKey', 'url', 'public'],
  run: async ({ settings, operands, print }) => {
    const url = readUrl(operands[0]) ?? ownUrl(settings);
    const answer = await ask(url, operands[0] === undefined);
    if (answer?.text !== 'ok') throw new CommandError(whatIsWrong(url, answer));
    print(`The server at ${url} is well.`);
    return 0;
  },
};

function readUrl(given: string | undefined): string | null {
  if (given === undefined) return null;
  if (!URL.canParse(given) || !/^https?:$/u.test(new URL(given).protocol))
    throw new SettingsError(`"${given}" is no address of a server: write it like http://127.0.0.1:8787.`);
  return new URL(given).origin;
}

const ownUrl = ({ host, port, tls }: StartSettings) => urlAt(HERE[host] ?? host, port, tls !== null);

type Answer = { status: number; text: string };

function whatIsWrong(url: string, answer: Answer | null): string {
  if (answer === null) return `Nothing answers at ${url}.`;
  if (answer.text === 'unavailable') return `The server at ${url} runs, and its database does not answer.`;
  return `What answers at ${url} is no team server of Carnet (status ${answer.status}).`;
}

/** @returns null where nothing answers in time */
function ask(url: string, anyCertificate: boolean): Promise<Answer | null> {
  const options: RequestOptions & { rejectUnauthorized?: boolean } = { signal: AbortSignal.timeout(WAIT) };
  if (anyCertificate) options.rejectUnauthorized = false;
  return new Promise((resolve) => {
    const request = (url.startsWith('https:') ? getSecurely : get)(`${url}/healthz`, options, (answer) => {
      text(answer).then(
        (said) => resolve({ status: answer.statusCode ?? 0, text: said }),
        () => resolve(null),
      );
    });
    request.on('error', () => resolve(null));
  });
}
