import { formatDay } from '#lib/i18n/dates.ts';
import type { BlockedView } from '#lib/messages/definitions.ts';
import type { Problem } from '#lib/messages/problem.ts';
import type { Act, ChipState } from '#lib/on-page/chip-state.ts';
import type { Icon } from '#lib/on-page/element.ts';
import { t } from './words.ts';

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
