import type { AddOutcome, Elsewhere, Recognition } from '#lib/messages/book.ts';
import type { BlockedView } from '#lib/messages/definitions.ts';
import type { ContactRef, Problem } from '#lib/messages/problem.ts';
import type { Requester } from '#lib/model/requester.ts';

/** What the chip says of the requester (G1). */
export type ChipState =
  /** `by`: a colleague who is adding them at this moment (R12). */
  | { is: 'unknown'; by?: string }
  /** Nobody knows them, and the page may well mean somebody else: added only after a question (law 8). */
  | { is: 'unsure'; shown: string }
  | { is: 'adding' }
  | {
      is: 'known';
      contact: ContactRef;
      since?: 'added' | 'attached';
      blocked?: BlockedView;
      warning?: string;
      ticketOf?: string;
      elsewhere?: Elsewhere;
    }
  | { is: 'taken'; contact: ContactRef }
  | { is: 'name-taken'; contact: ContactRef; suffixed: string }
  | { is: 'cannot-tell'; problem: Problem }
  | { is: 'error'; problem: Problem; over: 'ask' | 'add' };

/** What a click on the chip, or on a line of its menu, asks for. */
export type Act = 'add' | 'ask' | 'sidebar' | 'contact' | 'attach' | 'suffix' | 'menu';

/** Null: this requester gets no chip at all, since it is one of the team's own addresses. */
export function stateOf(
  recognition: Recognition,
  { name, address, confidence }: Pick<Requester, 'name' | 'address' | 'confidence'>,
): ChipState | null {
  switch (recognition.state) {
    case 'unknown':
      return confidence === 'unsure'
        ? { is: 'unsure', shown: name ? `${name} <${address}>` : address }
        : { is: 'unknown', ...(recognition.addedBy ? { by: recognition.addedBy } : {}) };
    case 'known':
      return {
        is: 'known',
        contact: recognition.contact,
        ...(recognition.blocked ? { blocked: recognition.blocked } : {}),
        ...(recognition.warning === undefined ? {} : { warning: recognition.warning }),
        ...(recognition.ticketOf === undefined ? {} : { ticketOf: recognition.ticketOf }),
        ...(recognition.elsewhere ? { elsewhere: recognition.elsewhere } : {}),
      };
    case 'taken':
      return { is: 'taken', contact: recognition.contact };
    case 'cannot-tell':
      return { is: 'cannot-tell', problem: recognition.problem };
    case 'error':
      return { is: 'error', problem: recognition.problem, over: 'ask' };
    default:
      return null;
  }
}

export function stateAfter(outcome: AddOutcome): ChipState {
  switch (outcome.outcome) {
    case 'sender-taken':
      return { is: 'taken', contact: outcome.contact };
    case 'name-taken':
      return { is: 'name-taken', contact: outcome.contact, suffixed: outcome.suffixed };
    case 'attached':
      return { is: 'known', contact: outcome.contact, since: 'attached' };
    case 'added':
      return { is: 'known', contact: outcome.contact, since: 'added' };
    default:
      return { is: 'known', contact: outcome.contact };
  }
}
