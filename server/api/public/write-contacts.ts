import { proposedName } from '#lib/model/requester.ts';
import type { ContactInput } from '#lib/protocol/public-contact.ts';
import type { ItemProblem, PublicCode } from '#lib/protocol/public-problem.ts';
import { namesFor, openDesk } from '#server/api/public/desk.ts';
import type { KeyCaller } from '#server/api/public/keys.ts';
import { MEANINGS, PublicRefusal } from '#server/api/public/problem.ts';
import { readInput } from '#server/api/public/senders.ts';
import { planUpsert, type Outcome } from '#server/api/public/upsert.ts';
import {
  write,
  type Once,
  type Plan,
  type Refusals,
  type Scope,
  type Written,
} from '#server/api/public/write.ts';
import type { Server } from '#server/server.ts';

/**
 * Makes or fills one contact.
 * @throws PublicRefusal with what is wrong; then nothing has changed
 */
export function upsertContact(
  server: Server,
  key: KeyCaller,
  once: Once | null,
  input: ContactInput,
): Promise<Written> {
  return write(server, key, once, async (scope, refused) => {
    const { changes, outcomes } = await planAll(scope, [input], refused);
    const [outcome] = outcomes;
    if (!outcome) throw new Error('an item has no outcome');
    if ('problem' in outcome) {
      const { code, ...more } = outcome.problem;
      throw new PublicRefusal(code, more);
    }
    const status = outcome.result.status === 'created' ? 201 : 200;
    return { changes, answer: { status, body: outcome.result } };
  });
}

/** Makes or fills many contacts; each alone, in their order, but in one transaction. */
export function upsertContacts(
  server: Server,
  key: KeyCaller,
  once: Once | null,
  inputs: readonly ContactInput[],
): Promise<Written> {
  return write(server, key, once, async (scope, refused) => {
    const { changes, outcomes } = await planAll(scope, inputs, refused);
    const results = outcomes.map((one) =>
      'problem' in one ? { status: 'refused' as const, problem: one.problem } : one.result,
    );
    return { changes, answer: { status: 200, body: { results } } };
  });
}

async function planAll(
  scope: Scope,
  inputs: readonly ContactInput[],
  refused: Refusals,
): Promise<{ changes: Plan['changes']; outcomes: Outcome[] }> {
  const senders = inputs.flatMap((input) => input.senders.map(readInput)).filter((one) => 'key' in one);
  const desk = await openDesk(scope, { senders, ids: [], names: inputs.flatMap(wantedNames) });
  const changes: Plan['changes'] = [];
  const outcomes = inputs.map((input, item) => {
    const code = refused.get(item);
    if (code !== undefined) return { problem: refusedByRules(code) };
    const outcome = planUpsert(desk, input);
    if ('changes' in outcome) changes.push(...outcome.changes.map((change) => ({ item, change })));
    return outcome;
  });
  return { changes, outcomes };
}

function wantedNames({ name, senders: [first] }: ContactInput): string[] {
  const { channel = '', value = '' } = first ?? {};
  return namesFor(name ?? proposedName({ name: first?.name ?? '', address: value, channel }), value);
}

/** What the rules of a workspace refuse although the request is well formed: too many senders, too many values. */
export function refusedByRules(code: PublicCode): ItemProblem {
  const detail =
    code === 'invalid'
      ? 'More than a contact may hold: 500 senders, 2,000 attributes, 500,000 characters.'
      : MEANINGS[code][2];
  return { code, detail };
}
