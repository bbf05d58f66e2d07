import type { ReactNode } from 'react';
import { Plus } from 'lucide-react';
import { Avatar } from '#components/ui/avatar.tsx';
import { Button } from '#components/ui/button.tsx';
import { problemText, problemWords } from '#components/problem-text.ts';
import { blockedWords } from '#components/twins/blocked-words.ts';
import { useWrite } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import type { AddChoice, AddOutcome, Recognition } from '#lib/messages/book.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import { proposedName, type Requester } from '#lib/model/requester.ts';
import { AddRefused } from './add-refused.tsx';
import css from './popup.module.css';

export type HerePersonProps = {
  requester: Requester;
  recognition: Recognition;
  onOpen: (id: string) => void;
};

/** Whose message is open in the tab: known, and opened by a click; or unknown, and added by one (A30 to A33). */
export function HerePerson({ requester, recognition, onOpen }: HerePersonProps) {
  const add = useWrite((book, choice: AddChoice | null) =>
    choice ? book.addSender(requester, choice) : book.addSender(requester),
  );
  const refused = add.data && isRefused(add.data) ? add.data : null;
  const contact = contactOf(recognition) ?? addedContact(add.data);
  const name = contact?.name ?? proposedName(requester);
  return (
    <section className={css.hereSection} aria-label={t('popup_on_page')}>
      <div className={css.here}>
        <Avatar name={name} seed={contact?.id ?? requester.address} size={36} isUnknown={!contact} />
        <span className={css.hereWords}>
          <span className={css.hereName} dir="auto">
            {name}
          </span>
          <output
            className={css.hereDetail}
            data-blocked={recognition.state === 'known' && Boolean(recognition.blocked)}
          >
            {stateWords(recognition, contact)}
          </output>
        </span>
        <Act contact={contact} recognition={recognition} isBusy={add.isPending} onOpen={onOpen}>
          {!refused && (
            <Button
              variant="primary"
              icon={<Plus aria-hidden />}
              isBusy={add.isPending}
              onPress={() => add.mutate(null)}
            >
              {t(add.isPending ? 'popup_adding' : 'popup_add')}
            </Button>
          )}
        </Act>
      </div>
      <p role="alert" className={css.hereProblem}>
        {problemText(add.error)}
      </p>
      {refused && (
        <AddRefused outcome={refused} isBusy={add.isPending} onChoose={add.mutate} onOpen={onOpen} />
      )}
    </section>
  );
}

type ActProps = {
  contact: ContactRef | null;
  recognition: Recognition;
  isBusy: boolean;
  onOpen: (id: string) => void;
  children: ReactNode;
};

function Act({ contact, recognition, onOpen, children }: ActProps) {
  if (contact) return <Button onPress={() => onOpen(contact.id)}>{t('popup_open')}</Button>;
  return recognition.state === 'unknown' || recognition.state === 'error' ? children : null;
}

function contactOf(recognition: Recognition): ContactRef | null {
  return recognition.state === 'known' || recognition.state === 'taken' ? recognition.contact : null;
}

/** Until the background has recognised them anew, the one just added is known from the answer. */
function addedContact(outcome: AddOutcome | undefined): ContactRef | null {
  return outcome && !isRefused(outcome) ? outcome.contact : null;
}

type Refused = Extract<AddOutcome, { outcome: 'sender-taken' | 'name-taken' }>;

function isRefused(outcome: AddOutcome): outcome is Refused {
  return outcome.outcome === 'sender-taken' || outcome.outcome === 'name-taken';
}

function stateWords(recognition: Recognition, contact: ContactRef | null): string {
  switch (recognition.state) {
    case 'unknown':
      if (!contact && recognition.addedBy) return t('sidebar_added_by', recognition.addedBy);
      return t(contact ? 'popup_on_page' : 'popup_on_page_unknown');
    case 'own':
      return t('popup_on_page_own');
    case 'never':
      return t(`sidebar_never_${recognition.why}`);
    case 'cannot-tell':
    case 'error':
      return problemWords(recognition.problem);
    case 'taken':
      return problemWords({ reason: 'sender_taken', contact: recognition.contact });
    default:
      return recognition.blocked ? blockedWords(recognition.blocked) : t('popup_on_page');
  }
}
