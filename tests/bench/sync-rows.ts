import type { Rows } from '#lib/protocol/rows.ts';
import { Client } from '#tests/server/client.ts';
import type { Club } from '#tests/e2e/harness/club.ts';
import { createOf } from './seed.ts';
import { people } from './people.ts';

/** Fills the team's book over another device of the owner, five hundred a push. */
export async function fillBook({ team, owner }: Club, count: number): Promise<void> {
  const client = new Client(team, owner);
  const everybody = people(count);
  for (let start = 0; start < everybody.length; start += 500) {
    const { rejected } = await client.push(
      ...everybody.slice(start, start + 500).map((one) => ({ name: 'contact.create', args: createOf(one) })),
    );
    if (rejected.length > 0) throw new Error(`The server refused ${rejected.length} people.`);
  }
}

/** The rows that a first sync brings, as the server sends them. */
export async function rowsOf({ team, owner }: Club): Promise<Pick<Rows, 'contact' | 'sender'>> {
  const { contact, sender } = await new Client(team, owner).pull(5000);
  return { contact, sender };
}
