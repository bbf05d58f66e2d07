import { lookup } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Addresses that are no public host's (IANA special-purpose registries): a webhook must not reach into a network. */
const PRIVATE = new BlockList();
for (const range of [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  '::1/128',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
]) {
  const [net = '', bits = ''] = range.split('/');
  PRIVATE.addSubnet(net, Number(bits), net.includes(':') ? 'ipv6' : 'ipv4');
}

const TIMEOUT = 15_000;
/** Bytes of an answer that are read before it is cut off: nobody needs them. */
const ANSWER = 64 * 1024;

/** A target that this server does not send to; the message says why. */
export class TargetRefused extends Error {}

/** Whether an address is one that everybody can reach. An IPv4 address written as IPv6 is none that anybody needs. */
export function isPublic(address: string): boolean {
  const family = isIP(address);
  if (/^::ffff:/iu.test(address)) return false;
  return family !== 0 && !PRIVATE.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/**
 * A target's address, checked as far as it can be without asking for its name.
 * @throws TargetRefused
 */
export function readTarget(text: string, privateToo: boolean): URL {
  if (!URL.canParse(text)) throw new TargetRefused('This is no address.');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '')
    throw new TargetRefused('No user name or password in the address: deliveries are signed instead.');
  if (url.protocol !== 'https:' && !(privateToo && url.protocol === 'http:'))
    throw new TargetRefused('Only https.');
  const host = url.hostname.replaceAll(/^\[|\]$/gu, '');
  if (isIP(host) !== 0 && !privateToo && !isPublic(host))
    throw new TargetRefused('Not an address that everybody can reach.');
  return url;
}

/** Looks a target's name up once, for whoever registers it. @throws TargetRefused */
export async function checkTarget(text: string, privateToo: boolean): Promise<void> {
  const { hostname } = readTarget(text, privateToo);
  const host = hostname.replaceAll(/^\[|\]$/gu, '');
  if (isIP(host) !== 0) return;
  await new Promise<void>((resolve, reject) => {
    guarded(privateToo)(host, { all: true }, (error) => {
      if (!error) resolve();
      else reject(error instanceof TargetRefused ? error : new TargetRefused('This name cannot be found.'));
    });
  });
}

/**
 * Name resolution that refuses private addresses. It is what the connection itself uses, so that a name cannot be one
 * thing when it is checked and another when it is dialled (DNS rebinding).
 */
function guarded(privateToo: boolean): LookupFunction {
  return (hostname, options, done) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const [first] = found ?? [];
      if (error) return done(error, '', 0);
      if (!first || (!privateToo && found.some(({ address }) => !isPublic(address))))
        return done(new TargetRefused('Not an address that everybody can reach.'), '', 0);
      if (options.all) return done(null, found);
      return done(null, first.address, first.family);
    });
  };
}

export type Sent = { status: number; retryAfter: string | null };

/**
 * Posts once: no redirect is followed, and what is answered is not read but for its status.
 * @throws TargetRefused, or whatever keeps the connection from being made within 15 s
 */
export function post(
  text: string,
  given: { headers: Record<string, string>; body: string; privateToo: boolean; signal: AbortSignal },
): Promise<Sent> {
  const url = readTarget(text, given.privateToo);
  const body = Buffer.from(given.body);
  const options = {
    method: 'POST',
    agent: false,
    lookup: guarded(given.privateToo),
    signal: AbortSignal.any([given.signal, AbortSignal.timeout(TIMEOUT)]),
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Carnet-Webhooks/1',
      ...given.headers,
      'content-length': String(body.length),
    },
  } as const;
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestHttps(url, options) : requestHttp(url, options);
    request.once('error', reject);
    request.once('response', (answer) => {
      const { statusCode: status = 0, headers } = answer;
      let read = 0;
      answer.on('data', (part: Buffer) => {
        read += part.length;
        if (read > ANSWER) answer.destroy();
      });
      // Whole, cut off by us or by the other side: the status has been said.
      answer.once('error', () => {});
      answer.once('close', () => resolve({ status, retryAfter: headers['retry-after'] ?? null }));
    });
    request.end(body);
  });
}
