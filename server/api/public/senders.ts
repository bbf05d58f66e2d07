import { senderKey, type Sender, type SenderProblem } from '#lib/model/sender.ts';
import type { SenderInput } from '#lib/protocol/public-contact.ts';
import type { ItemProblem } from '#lib/protocol/public-problem.ts';

const WHY: Record<SenderProblem, string> = {
  empty: 'Nothing to read in it.',
  too_long: 'Longer than 320 characters.',
  not_an_email: 'Not an e-mail address.',
  not_a_phone: 'Not a phone number.',
  phone_needs_country: 'A national number: write it with its country code, or give `country`.',
  shared_address: 'This address stands for many people, so it identifies nobody.',
};

/** A sender's key as all of Carnet makes it (law 2). @returns why there is none */
export function readInput(input: SenderInput): Sender | { why: string } {
  const { channel, value, country = null, name, integration, conversationUrl } = input;
  const made = senderKey(channel, value, country);
  if ('problem' in made) return { why: WHY[made.problem] };
  const details = {
    ...(name === undefined ? {} : { name }),
    ...(integration === undefined ? {} : { integration }),
    ...(conversationUrl === undefined ? {} : { conversationUrl }),
  };
  return { channel, key: made.key, value, details };
}

/** All senders of an item, each identity once; where one is none, the item is refused. */
export function readInputs(inputs: readonly SenderInput[]): { read: Sender[] } | { problem: ItemProblem } {
  const read = inputs.map(readInput);
  const errors = read.flatMap((one, at) =>
    'why' in one ? [{ pointer: `/senders/${at}/value`, detail: one.why }] : [],
  );
  if (errors.length > 0) return { problem: { code: 'invalid', detail: 'A sender cannot be read.', errors } };
  return { read: read.filter((one) => 'key' in one) };
}
