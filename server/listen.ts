import { readFileSync } from 'node:fs';
import { createServer, type Server as HttpServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createSecureContext } from 'node:tls';
import { SettingsError, type StartSettings } from '#server/settings.ts';

type Pems = { cert: Buffer; key: Buffer };

/** What listens; `url` is its own address, `reload` reads certificate and key again for whoever comes from now on. */
export type Listener = { http: HttpServer; url: string; port: number; reload: () => void };

/**
 * Listens before anything else is built: the address is part of the links, and port 0 is known only then.
 * @throws the error of `listen` (EADDRINUSE ...) where the port cannot be had, SettingsError for a bad certificate
 */
export async function listen({ host, port, tls }: StartSettings): Promise<Listener> {
  const secure = tls && createTlsServer({ ...readPems(tls), minVersion: 'TLSv1.2' });
  const http = secure ?? createServer();
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      resolve();
    });
  });
  const bound = (http.address() as AddressInfo).port;
  const reload = () => {
    if (tls && secure) secure.setSecureContext(readPems(tls));
  };
  return { http, url: urlAt(host, bound, tls !== null), port: bound, reload };
}

/** The address of a server that listens there. */
export function urlAt(host: string, port: number, secure: boolean): string {
  return `${secure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** @throws SettingsError that says which file, and what is wrong with it */
function readPems({ cert, key }: { cert: string; key: string }): Pems {
  const pems = { cert: readPem('--tls-cert', cert), key: readPem('--tls-key', key) };
  try {
    createSecureContext(pems);
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    throw new SettingsError(`${cert} and ${key} are no certificate and its key in PEM (${why}).`, {
      cause: error,
    });
  }
  return pems;
}

function readPem(flag: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    const why = code === 'EACCES' ? 'this user may not read it' : 'there is no such file';
    throw new SettingsError(`${flag} ${file}: ${why}.`, { cause: error });
  }
}

/** Lets the requests at work finish, for 5 s at most; idle connections end at once. */
export async function closed(http: HttpServer): Promise<void> {
  await new Promise<void>((resolve) => {
    http.close(() => resolve());
    http.closeIdleConnections();
    setTimeout(() => http.closeAllConnections(), 5000).unref();
  });
}
