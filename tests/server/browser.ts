/** A browser's jar and manners: keeps cookies, names its origin, says who it is. */
export class Browser {
  readonly #jar = new Map<string, string>();
  readonly #origin: string;
  readonly #headers: Record<string, string>;

  constructor(origin: string, headers: Record<string, string> = {}, cookie = '') {
    this.#origin = origin;
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

  async #fetch(path: string, init: RequestInit) {
    const headers = { ...this.#headers, origin: this.#origin, cookie: this.cookie };
    const answer = await fetch(`${this.#origin}${path}`, { ...init, headers, redirect: 'manual' });
    for (const cookie of answer.headers.getSetCookie()) this.#keep(cookie);
    return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') };
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
