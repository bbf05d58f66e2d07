import { Check } from 'lucide-react';
import type { Here } from '#lib/messages/book.ts';
import { plural, t } from '#lib/i18n/words.ts';
import { proposedName } from '#lib/model/requester.ts';
import { Section } from '#components/ui/section.tsx';
import { Avatar } from '#components/ui/avatar.tsx';
import { useWrite } from '#components/use-book.ts';
import css from '#components/contact/participants.module.css';

/** Everybody the thread shows; a click switches to another (G23). Nothing where there is only one. */
export function Participants({ here }: { here: Here }) {
  const look = useWrite((book, index: number) => book.lookAt(index));
  if (here.participants.length < 2) return null;
  return (
    <Section title={t('contact_participants')} aside={plural('contact_people', here.participants.length)}>
      <ul className={css.list}>
        {here.participants.map((participant, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the place in the thread is who it is: lookAt takes it
          <li key={index}>
            <Person
              participant={participant}
              isShown={index === here.shown}
              onLook={() => look.mutate(index)}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}

type PersonProps = { participant: Here['participants'][number]; isShown: boolean; onLook: () => void };

function Person({ participant: { requester, recognition }, isShown, onLook }: PersonProps) {
  const contact = 'contact' in recognition ? recognition.contact : null;
  const name = contact?.name ?? proposedName(requester);
  return (
    <button type="button" className={css.person} aria-current={isShown} onClick={onLook}>
      <Avatar
        name={name}
        seed={contact?.id ?? requester.address}
        size={24}
        isUnknown={recognition.state !== 'known'}
      />
      <span className={css.words}>
        <span className={css.name} dir="auto">
          {name}
        </span>
        <span className={css.state}>{t(`contact_state_${stateKey(recognition.state)}`)}</span>
      </span>
      {isShown && <Check aria-hidden />}
    </button>
  );
}

type State = Here['participants'][number]['recognition']['state'];
const stateKey = (state: State) => (state === 'cannot-tell' ? 'cannot_tell' : state);
