import { request, type IncomingMessage } from 'node:http';
import { text as readText } from 'node:stream/consumers';

type Called = Pick<IncomingMessage, 'statusCode' | 'headers'> & { text: string };

/** One request, under whatever name its headers say; `fetch` would not send another Host. */
function call(
  url: string,
  init: { method: string; headers: Record<string, string> },
  body: string,
): Promise<Called> {
  return new Promise((resolve, reject) => {
    const sent = request(url, init, (answer) => {
      const { statusCode, headers } = answer;
      readText(answer).then((text) => resolve({ statusCode, headers, text }), reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A browser's jar and manners: keeps cookies, names its origin, says who it is. */
export class Browser {
  readonly #jar = new Map<string, string>();
  readonly #origin: string;
  readonly #via: string;
  readonly #headers: Record<string, string>;

  /** @param via where the server listens, when a proxy would stand before it under `origin` */
  constructor(origin: string, headers: Record<string, string> = {}, cookie = '', via = origin) {
    this.#origin = origin;
    this.#via = via;
    this.#headers = { 'accept-language': 'en', ...headers };
    for (const part of cookie === '' ? [] : cookie.split('; ')) this.#keep(part);
  }

  get cookie(): string {
    return [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** A page, with its text read. */
  async see(path: string): Promise<{ status: number; text: string; to: string | null }> {
    return this.#fetch(path, { method: 'GET' });
  }

  /** Sends a form. */
  async send(path: string, form: Record<string, string> = {}) {
    return this.#fetch(path, { method: 'POST', body: new URLSearchParams(form) });
  }

  async signIn(who: { email: string; password: string }, next = '/') {
    return this.send('/sign-in', { email: who.email, password: who.password, next });
  }

  async #fetch(path: string, { method, body }: { method: string; body?: URLSearchParams }) {
    const headers: Record<string, string> = {
      ...this.#headers,
      origin: this.#origin,
      host: new URL(this.#origin).host,
      cookie: this.cookie,
      ...(body ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    };
    const answer = await call(`${this.#via}${path}`, { method, headers }, body?.toString() ?? '');
    for (const cookie of answer.headers['set-cookie'] ?? []) this.#keep(cookie);
    return { status: answer.statusCode ?? 0, text: answer.text, to: answer.headers.location ?? null };
  }

  #keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split('; ');
    const at = pair.indexOf('=');
    if (attributes.includes('Max-Age=0')) this.#jar.delete(pair.slice(0, at));
    else this.#jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

export const AGENTS = {
  chrome:
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
  firefox: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0',
  safari:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
  edge: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36 Edg/150.0.0.0',
};
