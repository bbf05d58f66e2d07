import type { ReactNode } from 'react';
import { History, StickyNote, UserRound } from 'lucide-react';
import { t } from '#lib/i18n/words.ts';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { RailButton } from '#components/ui/rail-button.tsx';
import css from '#components/sidebar/sidebar.module.css';

/** The parts of a contact that the rail leads to. */
export type Part = 'details' | 'notes' | 'history';

const PARTS: { part: Part; words: 'sidebar_details' | 'notes' | 'history_title'; icon: ReactNode }[] = [
  { part: 'details', words: 'sidebar_details', icon: <UserRound aria-hidden /> },
  { part: 'notes', words: 'notes', icon: <StickyNote aria-hidden /> },
  { part: 'history', words: 'history_title', icon: <History aria-hidden /> },
];

export type RailProps = {
  part: Part;
  onPart: (part: Part) => void;
  /** There is a contact to have parts. */
  isLive: boolean;
  /** There is a team, whose server keeps a history. */
  hasHistory: boolean;
};

/** The vertical icons at the edge (B5). Without a contact there is one part only: whoever is shown. */
export function Rail({ part, onPart, isLive, hasHistory }: RailProps) {
  const parts = PARTS.filter((one) => hasHistory || one.part !== 'history');
  return (
    <nav className={css.rail} aria-label={t('sidebar_rail')}>
      {parts.slice(0, isLive ? undefined : 1).map(({ part: id, words, icon }) => (
        <Tooltip key={id} words={t(words)}>
          <RailButton
            label={t(words)}
            icon={icon}
            isOn={isLive ? part === id : true}
            onPress={() => onPart(id)}
          />
        </Tooltip>
      ))}
    </nav>
  );
}
