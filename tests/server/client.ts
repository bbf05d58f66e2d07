import { randomUUID } from 'node:crypto';
import type { Sender } from '#lib/model/sender.ts';
import type { NewChange } from '#lib/protocol/change.ts';
import type { Cursor, PageToken, PullPage } from '#lib/protocol/pull.ts';
import { pullResponse } from '#lib/protocol/pull.ts';
import { pushResponse, type PushResponse } from '#lib/protocol/push.ts';
import type { Rows } from '#lib/protocol/rows.ts';
import { postJson, type Person, type Team } from './team.ts';

/** One device of one person: numbers its changes, and pulls from where it was. */
export class Client {
  readonly id = randomUUID();
  readonly #team: Team;
  readonly #person: Person;
  #next = 1;
  #cursor: Cursor | null = null;

  constructor(team: Team, person: Person) {
    this.#team = team;
    this.#person = person;
  }

  /** Sends a body as it is to `push` or `pull`. */
  send(verb: 'push' | 'pull', body: unknown): Promise<Response> {
    const { url, workspace } = this.#team;
    return postJson(`${url}/v1/workspaces/${workspace}/${verb}`, body, this.#person.token);
  }

  /** Numbers changes and puts them in a push's body. */
  batch(...changes: (NewChange | { name: string; args: unknown })[]) {
    const numbered = changes.map((change, at) => ({ ...change, id: this.#next + at }));
    this.#next += changes.length;
    return { protocol: 1, clientId: this.id, changes: numbered };
  }

  async push(...changes: (NewChange | { name: string; args: unknown })[]): Promise<PushResponse> {
    const answer = await this.send('push', this.batch(...changes));
    if (!answer.ok) throw new Error(`push: ${answer.status} ${await answer.text()}`);
    return pushResponse.parse(await answer.json());
  }

  async page(cursor: Cursor | PageToken | null, limit = 1000): Promise<PullPage> {
    const answer = await this.send('pull', { protocol: 1, clientId: this.id, cursor, limit });
    if (!answer.ok) throw new Error(`pull: ${answer.status} ${await answer.text()}`);
    const page = pullResponse.parse(await answer.json());
    if (!('rows' in page)) throw new Error(`pull: ${JSON.stringify(page)}`);
    return page;
  }

  /** All that is new since the last pull of this client, over as many pages as `limit` makes of it. */
  async pull(limit = 1000): Promise<Rows & { lastChangeId: number }> {
    const all: Rows = { contact: [], sender: [], record: [], conflict: [], member: [] };
    let at: Cursor | PageToken | null = this.#cursor;
    for (;;) {
      const page = await this.page(at, limit);
      all.contact.push(...page.rows.contact);
      all.sender.push(...page.rows.sender);
      all.record.push(...page.rows.record);
      all.conflict.push(...page.rows.conflict);
      all.member.push(...page.rows.member);
      if (page.cursor) {
        this.#cursor = page.cursor;
        return { ...all, lastChangeId: page.lastChangeId };
      }
      at = page.next ?? null;
    }
  }
}

export const typed = (value: string) => ({ value, origin: 'typed' as const });

export const emailSender = (address: string): Sender => ({
  channel: 'email',
  key: address.toLowerCase(),
  value: address,
  details: {},
});

/** A change that makes a contact, with its senders by e-mail. */
export function create(name: string, ...addresses: string[]): Extract<NewChange, { name: 'contact.create' }> {
  const senders = addresses.map(emailSender);
  return { name: 'contact.create', args: { id: randomUUID(), name, fields: {}, senders } };
}
