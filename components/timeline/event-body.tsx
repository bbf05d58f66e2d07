import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Away } from '#components/timeline/away.tsx';
import { formatNumber, t } from '#lib/i18n/words.ts';
import type { EventView } from '#lib/messages/dealings.ts';
import css from './timeline.module.css';

/** Letters and lines of a text that are shown before it is opened. */
const [SHORT, LINES] = [280, 5];

const TITLES = {
  'web-session': 'timeline_session',
  chat: 'timeline_chat',
  conversation: 'timeline_conversation',
  order: 'timeline_event_order',
  ticket: 'timeline_event_ticket',
} as const;

/** What a visit to a site tells, as the attributes of the same names are called. */
const VISIT = {
  hostName: 'attribute_hostName',
  ip: 'attribute_ip',
  operatingSystem: 'attribute_operatingSystem',
  browser: 'attribute_browser',
  pageViews: 'attribute_pageViews',
  secondsSpent: 'attribute_secondsSpent',
} as const;

/** What happened, in words: its own where it has some; of one that nobody here knows, its type. */
export function eventTitle({ type, title }: EventView): string {
  if (type === 'call') return t('timeline_call', title);
  const known = type in TITLES ? t(TITLES[type as keyof typeof TITLES]) : type;
  return title === '' ? known : title;
}

/** What there is to read of an event: its text, folded where it is long, and all that was posted with it. */
export function EventBody({ event }: { event: EventView }) {
  const { text, url, data } = event;
  return (
    <>
      {text !== '' && <LongText text={text} />}
      {data.length > 0 && (
        <dl className={css.data}>
          {data.map(({ label, value }) => (
            <div key={label}>
              <dt>{label in VISIT ? t(VISIT[label as keyof typeof VISIT]) : label}</dt>
              <dd dir="auto">{label === 'secondsSpent' ? duration(value) : value}</dd>
            </div>
          ))}
        </dl>
      )}
      {url && (
        <p className={css.about}>
          <Away url={url} />
        </p>
      )}
    </>
  );
}

/** Seconds as minutes, as the attribute of the same name is shown; at least one. */
function duration(seconds: string): string {
  const minutes = Math.max(1, Math.round(Number(seconds) / 60));
  return Number.isNaN(minutes) ? seconds : t('value_minutes', formatNumber(minutes));
}

/** A text that somebody wrote; a long one folds. */
export function LongText({ text }: { text: string }) {
  const [isOpen, setOpen] = useState(false);
  const short = shortOf(text);
  return (
    <>
      <p className={css.text} dir="auto">
        {isOpen || short === text ? text : short}
      </p>
      {short !== text && (
        <Button size="s" variant="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {t(isOpen ? 'timeline_less' : 'timeline_more')}
        </Button>
      )}
    </>
  );
}

function shortOf(text: string): string {
  const lines = text.split('\n').slice(0, LINES).join('\n');
  const short = lines.length > SHORT ? lines.slice(0, SHORT).replace(/\s+\S*$/u, '') : lines;
  return short.length < text.length ? `${short.trimEnd()}…` : text;
}
