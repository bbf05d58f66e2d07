import { PASSWORD } from './dovecot.ts';
import type { Mailbox } from './mailbox.ts';

type Asked = { method?: string; body?: URLSearchParams; headers?: Record<string, string> };

/**
 * Signs in to the webmail and asks for the inbox as its page does. The first to do so waits for what is made only once:
 * the mail server's folders and indexes, and all of PHP's files from a cold disk. No test should be that one.
 * @throws an Error with what the webmail answered instead of the messages
 */
export async function rehearse(url: string, { user }: Mailbox): Promise<void> {
  const cookies = new Map<string, string>();
  const ask = async (query: string, more: Asked = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${url}${query}`, {
      redirect: 'manual',
      ...more,
      headers: { ...more.headers, cookie },
    });
    for (const given of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(given) ?? [];
      cookies.set(name, value);
    }
    return answer.text();
  };
  const login = await ask('?_task=login');
  const token = /name="_token" value="([^"]+)"/u.exec(login)?.[1] ?? '';
  const form = { _task: 'login', _action: 'login', _token: token, _user: user, _pass: PASSWORD };
  await ask('?_task=login', { method: 'POST', body: new URLSearchParams(form) });
  const page = await ask('?_task=mail');
  const request = /"request_token":"([^"]+)"/u.exec(page)?.[1] ?? '';
  const list = await ask('?_task=mail&_action=list&_mbox=INBOX&_remote=1', {
    headers: { 'x-roundcube-request': request, 'x-requested-with': 'XMLHttpRequest' },
  });
  if (!list.includes('add_message_row')) throw new Error(`${user} sees no messages: ${list.slice(0, 500)}`);
}
