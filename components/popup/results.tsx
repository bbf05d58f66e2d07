/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-to-interactive-role -- a listbox of rich rows that the search box moves through (ARIA combobox): no element of HTML is that */
import { useEffect } from 'react';
import { ShieldBan } from 'lucide-react';
import { Avatar } from '#components/ui/avatar.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Flag } from '#components/ui/flag.tsx';
import { Kbd } from '#components/ui/kbd.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Marked } from '#components/contact/marked.tsx';
import { findMarks } from '#components/contact/marks.ts';
import { nameOfChannel } from '#components/contact/sender-mark.tsx';
import { countryName } from '#lib/i18n/names.ts';
import { plural, t } from '#lib/i18n/words.ts';
import type { ContactSummary, SenderView } from '#lib/messages/book.ts';
import { RESULTS } from './search-box.tsx';
import hidden from '#components/ui/spoken.module.css';
import css from './popup.module.css';

export type ResultsProps = {
  rows: readonly ContactSummary[];
  isLoading: boolean;
  search: string;
  active: number;
  onHover: (index: number) => void;
  onOpen: (id: string) => void;
};

/** The contacts found. The focus stays in the search box; the active one follows its arrows and the pointer. */
export function Results({ rows, isLoading, search, active, onHover, onOpen }: ResultsProps) {
  useEffect(() => {
    document.getElementById(resultId(active))?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <>
      <ul
        id={RESULTS}
        role="listbox"
        aria-label={t('popup_results')}
        className={css.results}
        aria-busy={isLoading}
      >
        {rows.map((contact, index) => (
          <Result
            key={contact.id}
            contact={contact}
            search={search}
            index={index}
            isActive={index === active}
            onHover={onHover}
            onOpen={onOpen}
          />
        ))}
      </ul>
      {isLoading && <Waiting />}
      <output className={hidden.spoken}>
        {search.trim() !== '' && !isLoading && plural('popup_found', rows.length)}
      </output>
    </>
  );
}

/** The element id of a result. */
export function resultId(index: number): string {
  return `popup-result-${index}`;
}

type ResultProps = {
  contact: ContactSummary;
  search: string;
  index: number;
  isActive: boolean;
  onHover: (index: number) => void;
  onOpen: (id: string) => void;
};

function Result({ contact, search, index, isActive, onHover, onOpen }: ResultProps) {
  const { id, name, country, blocked } = contact;
  const sender = tellingSender(contact, search);
  return (
    // The search box has the keyboard: Enter there does what a click does here.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <li
      id={resultId(index)}
      role="option"
      aria-selected={isActive}
      className={classNames(css.result, isActive && css.active)}
      onPointerMove={() => !isActive && onHover(index)}
      onClick={() => onOpen(id)}
    >
      <Avatar name={name} seed={id} size={32} />
      <span className={css.resultWords}>
        <span className={css.resultName}>
          <bdi>
            <Marked text={name} search={search} />
          </bdi>
        </span>
        <span className={css.resultDetail}>
          {sender && (
            <span className={css.resultSender}>
              <bdi>
                <Marked text={sender.value} search={search} />
              </bdi>
              {sender.channel !== 'email' && ` · ${nameOfChannel(sender.channel)}`}
            </span>
          )}
          {country && <Flag code={country} label={countryName(country)} />}
          {blocked && (
            <span className={css.resultBlocked}>
              <ShieldBan aria-hidden />
              {t('attribute_blocked')}
            </span>
          )}
        </span>
      </span>
      {isActive && <Kbd>↵</Kbd>}
    </li>
  );
}

/** The sender that the search matched, else the first. */
function tellingSender({ senders }: ContactSummary, search: string): SenderView | undefined {
  if (search.trim() === '') return senders[0];
  return senders.find(({ value }) => findMarks(value, search).length > 0) ?? senders[0];
}

function Waiting() {
  return (
    <div className={css.results} aria-hidden>
      {[140, 110, 160, 120].map((width) => (
        <div key={width} className={css.result}>
          <Skeleton width={32} height={32} radius={10} />
          <span className={css.resultWords}>
            <Skeleton width={width} />
            <Skeleton width={width + 30} height={10} />
          </span>
        </div>
      ))}
    </div>
  );
}
