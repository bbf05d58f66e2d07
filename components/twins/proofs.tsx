import { Check, MapPin, Package } from 'lucide-react';
import { Address } from '#components/contact/address.tsx';
import { SenderMark } from '#components/contact/sender-mark.tsx';
import { plural, t, type WordKey } from '#lib/i18n/words.ts';
import type { ContactSummary } from '#lib/messages/book.ts';
import type { TwinsView } from '#lib/messages/past.ts';
import css from './twins.module.css';

type Proof = TwinsView['proofs'][number];

const SAME: Record<Proof['by'], WordKey> = {
  email: 'twins_same_email',
  phone: 'twins_same_phone',
  order: 'twins_same_order',
  place: 'twins_same_place',
};

/** Senders that are no proof, shown so that a person can tell who it is. */
const OTHERS = 2;

/**
 * What a suggested contact writes from, and what it has in common with the one shown: the repeated e-mail or phone has a
 * green tick and words beside it (B22), and so has each other sign (R13).
 */
export function Proofs({ contact, proofs }: { contact: ContactSummary; proofs: readonly Proof[] }) {
  const repeated = new Set(proofs.map(({ key }) => key));
  const others = contact.senders.filter(({ key }) => !repeated.has(key));
  return (
    <ul className={css.proofs}>
      {proofs.map((proof) => (
        <li key={`${proof.by} ${proof.key}`}>
          <ProofMark proof={proof} />
          <span className={css.proof}>
            <span className={css.value} dir="auto">
              <Address value={proof.value} />
            </span>
            <span className={css.same}>
              <Check aria-hidden />
              {t(SAME[proof.by])}
            </span>
          </span>
        </li>
      ))}
      {others.slice(0, OTHERS).map(({ channel, key, value }) => (
        <li key={`${channel}/${key}`}>
          <SenderMark channel={channel} isNamed />
          <span className={css.value} dir="auto">
            <Address value={value} />
          </span>
        </li>
      ))}
      {others.length > OTHERS && (
        <li className={css.quiet}>{plural('list_more_senders', others.length - OTHERS)}</li>
      )}
    </ul>
  );
}

function ProofMark({ proof: { by } }: { proof: Proof }) {
  if (by === 'email' || by === 'phone') return <SenderMark channel={by} isNamed />;
  return (
    <span className={css.sign}>{by === 'order' ? <Package aria-hidden /> : <MapPin aria-hidden />}</span>
  );
}

/** How much the signs say together; no percentage, which would claim to know more than they do. */
export function strengthWords({ isSure, proofs }: TwinsView): string {
  if (isSure) return t('twins_strong');
  return t(proofs.length > 1 ? 'twins_likely' : 'twins_weak');
}
