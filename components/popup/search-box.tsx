import type { KeyboardEvent } from 'react';
import { Search } from 'lucide-react';
import { Kbd } from '#components/ui/kbd.tsx';
import { t } from '#lib/i18n/words.ts';
import css from './popup.module.css';

/** The list of results that the box moves through. */
export const RESULTS = 'popup-results';

export type SearchBoxProps = {
  text: string;
  onText: (text: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  /** The element id of the active result. */
  active: string | null;
  isOpen: boolean;
};

/** One box over name, e-mail, phone and login (A34 to A38): focused at once, the results below move with its arrows. */
export function SearchBox({ text, onText, onKeyDown, active, isOpen }: SearchBoxProps) {
  return (
    <search className={css.search}>
      <Search aria-hidden />
      <input
        type="text"
        role="combobox"
        className={css.searchInput}
        aria-label={t('popup_search_label')}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={RESULTS}
        aria-activedescendant={active ?? undefined}
        placeholder={t('popup_search')}
        value={text}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
        spellCheck={false}
        autoComplete="off"
        maxLength={200}
        dir="auto"
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the popup is opened to search: nothing stands before the box
        autoFocus
      />
      {text !== '' && <Kbd>Esc</Kbd>}
    </search>
  );
}
