import type { ReactNode } from 'react';
import { Copy, History, MessagesSquare, Milestone, StickyNote, Tags, UserRound } from 'lucide-react';
import { t, type WordKey } from '#lib/i18n/words.ts';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { RailButton } from '#components/ui/rail-button.tsx';
import css from '#components/sidebar/sidebar.module.css';

/** The parts of a contact that the rail leads to. */
export type Part = 'details' | 'tags' | 'channels' | 'notes' | 'timeline' | 'duplicates' | 'history';

const PARTS: { part: Part; words: WordKey; icon: ReactNode }[] = [
  { part: 'details', words: 'sidebar_details', icon: <UserRound aria-hidden /> },
  { part: 'tags', words: 'rail_tags', icon: <Tags aria-hidden /> },
  { part: 'channels', words: 'rail_channels', icon: <MessagesSquare aria-hidden /> },
  { part: 'notes', words: 'notes', icon: <StickyNote aria-hidden /> },
  { part: 'timeline', words: 'rail_timeline', icon: <Milestone aria-hidden /> },
  { part: 'duplicates', words: 'rail_duplicates', icon: <Copy aria-hidden /> },
  { part: 'history', words: 'history_title', icon: <History aria-hidden /> },
];

export type RailProps = {
  part: Part;
  onPart: (part: Part) => void;
  /** There is a contact to have parts. */
  isLive: boolean;
  /** There is a team, whose server keeps a history. */
  hasHistory: boolean;
  /** Somebody else may be the same person: a dot on Details and Duplicates, and words for it (B17). */
  hasTwins: boolean;
};

/** The vertical icons at the edge (B5). Without a contact there is one part only: whoever is shown. */
export function Rail({ part, onPart, isLive, hasHistory, hasTwins }: RailProps) {
  const parts = PARTS.filter((one) => hasHistory || one.part !== 'history');
  return (
    <nav className={css.rail} aria-label={t('sidebar_rail')}>
      {parts.slice(0, isLive ? undefined : 1).map(({ part: id, words, icon }) => {
        const isNews = hasTwins && (id === 'details' || id === 'duplicates');
        const label = isNews ? t('rail_news', t(words)) : t(words);
        return (
          <Tooltip key={id} words={label}>
            <RailButton
              label={label}
              icon={icon}
              isOn={isLive ? part === id : true}
              isNews={isNews}
              onPress={() => onPart(id)}
            />
          </Tooltip>
        );
      })}
    </nav>
  );
}
