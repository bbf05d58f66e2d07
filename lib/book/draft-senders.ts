import type { Sender } from '#lib/model/sender.ts';
import { cleanText } from '#lib/model/text.ts';
import type { Integration, SenderDraft } from '#lib/messages/book.ts';
import { identify } from './identify.ts';
import { refuse } from './problems.ts';

/** A typed sender as it is stored. `integration`: the id of one of the team's own accounts, or its address. @throws its problem */
export function senderFromDraft(
  draft: SenderDraft,
  country: string | null,
  integrations: readonly Integration[],
): Sender {
  const read = identify(draft.channel, draft.value, country);
  if ('problem' in read) return refuse(read.problem.reason, read.problem);
  const name = cleanText(draft.name ?? '').slice(0, 500);
  const own = integrations.find(({ id }) => id === draft.integration)?.address ?? draft.integration;
  return {
    ...read.id,
    value: cleanText(draft.value),
    details: { ...(name === '' ? {} : { name }), ...(own ? { integration: own } : {}) },
  };
}
