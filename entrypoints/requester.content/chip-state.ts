import { formatDay } from '#lib/i18n/dates.ts';
import type { AddOutcome, Elsewhere, Recognition } from '#lib/messages/book.ts';
import type { BlockedView } from '#lib/messages/definitions.ts';
import type { ContactRef, Problem } from '#lib/messages/problem.ts';
import type { Requester } from '#lib/model/requester.ts';
import type { Icon } from '#lib/on-page/element.ts';
import { t } from './words.ts';

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

/** How a state looks and sounds. `says`: for screen readers, when the state comes up; '' for nothing. */
export type Face = {
  tone: 'new' | 'plain' | 'good' | 'warn' | 'bad' | 'unsure';
  icon: Icon | null;
  label: string;
  /** A quiet word at the end that names what a click does. */
  link: string;
  title: string;
  says: string;
  act: Act | null;
};

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

/** @param who the requester as the page names them, for the spoken sentences */
export function faceOf(state: ChipState, who: string): Face {
  switch (state.is) {
    case 'unknown':
      if (state.by !== undefined) {
        const title = t('chip_added_by_title', state.by);
        return { ...face('plain', 'person', t('chip_added_by', state.by), 'add'), title, says: title };
      }
      return {
        ...face('new', 'plus', t('chip_add'), 'add'),
        title: t('chip_add_title', who),
        says: t('chip_says_unknown', who),
      };
    case 'unsure': {
      const why = t('chip_unsure_text', state.shown);
      return { ...face('unsure', 'question', t('chip_who'), 'menu'), title: why, says: why };
    }
    case 'adding':
      return { ...face('plain', null, t('chip_adding'), null), says: t('chip_adding') };
    case 'known':
      return knownFace(state);
    case 'taken':
      return {
        ...face('warn', 'person', t('chip_taken', state.contact.name), 'contact'),
        link: t('chip_open'),
        title: t('chip_taken_title', state.contact.name),
        says: t('chip_taken_title', state.contact.name),
      };
    case 'name-taken':
      return {
        ...face('warn', 'alert', t('chip_name_taken'), 'menu'),
        says: t('chip_name_taken_text', state.contact.name),
      };
    case 'cannot-tell': {
      const why = problemWords(state.problem);
      const label = t(state.problem.reason === 'shared_address' ? 'chip_shared' : 'chip_who');
      return { ...face('unsure', 'question', label, 'menu'), title: why, says: why };
    }
    default: {
      const why = problemWords(state.problem);
      const label = t(state.over === 'add' ? 'chip_add_failed' : 'chip_ask_failed');
      return { ...face('plain', 'alert', label, state.over), link: t('chip_retry'), title: why, says: why };
    }
  }
}

function knownFace({
  contact,
  since,
  blocked,
  warning,
  ticketOf,
  elsewhere,
}: ChipState & { is: 'known' }): Face {
  if (blocked) {
    const title = t('chip_blocked_title', contact.name, blockedWords(blocked));
    return { ...face('bad', 'ban', t('chip_blocked', contact.name), 'sidebar'), title, says: title };
  }
  if (warning !== undefined) {
    const title = t('chip_warning_title', contact.name, warning);
    return { ...face('warn', 'alert', t('chip_warning', warning), 'sidebar'), title, says: title };
  }
  if (ticketOf !== undefined) {
    const title = t('chip_ticket_of_title', contact.name, ticketOf);
    return { ...face('warn', 'alert', t('chip_ticket_of', ticketOf), 'sidebar'), title, says: title };
  }
  if (elsewhere) {
    const title = t('sidebar_elsewhere', elsewhere.address, elsewhere.contact.name);
    return { ...face('warn', 'alert', contact.name, 'sidebar'), title, says: title };
  }
  const says = {
    added: 'chip_says_added',
    attached: 'chip_says_attached',
    before: 'chip_says_known',
  } as const;
  return {
    ...face('good', 'check', contact.name, 'sidebar'),
    title: t('chip_known_title', contact.name),
    says: t(says[since ?? 'before'], contact.name),
  };
}

/** Who blocked somebody, when and why (W18): "Anna Nowak, 12 Nov. Spam". Whoever works alone knows who it was. */
export function blockedWords({ userName, at, reason }: BlockedView): string {
  const day = formatDay(at);
  const who = userName === null ? t('blocked_since', day) : t('chip_blocked_who', userName, day);
  return reason === '' ? who : `${who} ${reason}`;
}

function face(tone: Face['tone'], icon: Icon | null, label: string, act: Act | null): Face {
  return { tone, icon, label, link: '', title: '', says: '', act };
}

/** A problem in the reader's words. */
export function problemWords(problem: Problem): string {
  return t(`problem_${problem.reason}`, problem.contact?.name ?? problem.value ?? '');
}
