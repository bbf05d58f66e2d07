import { useState } from 'react';
import { ChevronRight } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Participants } from '#components/contact/participants.tsx';
import { LostHere } from '#components/teach/lost-here.tsx';
import { TeachHere } from '#components/teach/teach-here.tsx';
import { useHere } from '#components/use-book.ts';
import { plural, t } from '#lib/i18n/words.ts';
import type { Here } from '#lib/messages/book.ts';
import { HerePerson } from './here-person.tsx';
import { SwitchedOn, SwitchOn } from './switch-on.tsx';
import { useTabHost } from './use-tab.ts';
import css from './popup.module.css';

/** The current tab first (G13): the person whose message is open there, or how Carnet is switched on there. */
export function HereCard({ onOpen }: { onOpen: (id: string) => void }) {
  const { data: here, refetch } = useHere();
  const [tab, readTab] = useTabHost();
  const changed = () => {
    readTab();
    void refetch();
  };
  if (here === undefined) return null;
  if (here?.reading) return <Reading />;
  const shown = here?.participants[here.shown];
  if (here && shown)
    return (
      <div className={css.hereBlock}>
        <HerePerson key={`${here.turn}/${here.shown}`} {...shown} onOpen={onOpen} />
        {here.participants.length > 1 && <Others here={here} />}
        <TeachHere pattern={null} onBegun={() => window.close()} />
      </div>
    );
  if (!tab) return null;
  const isOff = !tab.isFixed && tab.onBy.length === 0;
  const words = t(here ? 'popup_nobody' : 'sites_switched_on');
  const close = () => window.close();
  if (here?.lost !== undefined)
    return (
      <div className={css.hereBlock}>
        <LostHere site={here.lost} onBegun={close} />
      </div>
    );
  return (
    <div className={css.hereBlock}>
      {isOff ? (
        <SwitchOn tab={tab} onChanged={changed} />
      ) : (
        <SwitchedOn tab={tab} words={words} onChanged={changed} />
      )}
      <TeachHere pattern={isOff ? tab.pattern : null} onBegun={close} />
    </div>
  );
}

function Others({ here }: { here: Here }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={css.others}>
      <Button
        size="s"
        variant="quiet"
        icon={<ChevronRight aria-hidden className={isOpen ? css.turned : undefined} />}
        aria-expanded={isOpen}
        onPress={() => setOpen(!isOpen)}
      >
        {t('popup_more_people')} · {plural('popup_more', here.participants.length - 1)}
      </Button>
      {isOpen && <Participants here={here} />}
    </div>
  );
}

function Reading() {
  return (
    <output className={css.here}>
      <Skeleton width={36} height={36} radius={11} />
      <span className={css.hereWords}>
        <Skeleton width={150} />
        <span className={css.hereDetail}>{t('popup_reading')}</span>
      </span>
    </output>
  );
}
