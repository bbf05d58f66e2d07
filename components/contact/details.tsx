import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { isFilled, kindOfRow } from '#components/contact/attribute-row.ts';
import { AttributeValue } from '#components/contact/attribute-value.tsx';
import { attributeName, useKnown } from '#components/contact/attribute-words.ts';
import { itemsOf } from '#components/contact/many-values.ts';
import { useAttributeOrder } from '#components/use-attributes.ts';
import { useSuggestedOrganisation } from '#components/use-organisations.ts';
import { plural, t } from '#lib/i18n/words.ts';
import type { ContactView } from '#lib/messages/book.ts';
import { shownKeys } from '#lib/model/shown-attributes.ts';
import css from '#components/contact/detail-list.module.css';

const NO_ORDER = { order: [], off: [] };

/**
 * All attributes of a contact that the team shows, in its order (B28, B40, D3, D8): those with a value, and those
 * without one folded behind a button. Two columns where there is room.
 */
export function Details({ contact }: { contact: ContactView }) {
  const [isAll, setAll] = useState(false);
  const { filled, empty, known } = useRows(contact);
  const rows = isAll ? [...filled, ...empty] : filled;
  return (
    <div className={css.list}>
      {rows.length === 0 && <p className={css.aside}>{t('details_nothing')}</p>}
      <dl className={css.wide}>
        {rows.map(({ key, kind }) => (
          <AttributeValue
            key={key}
            contact={contact}
            attribute={key}
            label={attributeName(key, known.attributes)}
            kind={kind}
            known={known}
          />
        ))}
      </dl>
      {empty.length > 0 && (
        <Button
          size="s"
          variant="quiet"
          className={css.more ?? ''}
          aria-expanded={isAll}
          onPress={() => setAll(!isAll)}
        >
          {isAll ? t('details_hide_empty') : plural('details_show_empty', empty.length)}
        </Button>
      )}
    </div>
  );
}

/** What nobody of the team can fill in is not offered where it is empty. */
function useRows(contact: ContactView) {
  const known = useKnown();
  const { data: order = NO_ORDER } = useAttributeOrder();
  const hasOffer = useHasOffer(contact);
  const own = known.attributes.map(({ key }) => key);
  const rows = shownKeys(own, order).map((key) => {
    const kind = kindOfRow(key, known.attributes);
    const isThere = isFilled(contact, key, kind) || (key === 'organisation' && hasOffer);
    return { key, kind, isThere };
  });
  const mayFill = ({ key, kind }: { key: string; kind: string }) =>
    kind !== 'read' && kind !== 'orders' && (key !== 'assignee' || known.members.size > 0);
  return {
    known,
    filled: rows.filter(({ isThere }) => isThere),
    empty: rows.filter((row) => !row.isThere && mayFill(row)),
  };
}

/** An organisation that is suggested is seen, though the row is empty (E31). */
function useHasOffer(contact: ContactView): boolean {
  const isEmpty = contact.fields['organisation'] === undefined;
  const address = itemsOf(contact, 'email').find(({ isPrimary }) => isPrimary)?.value ?? null;
  const { data } = useSuggestedOrganisation(isEmpty ? address : null);
  return isEmpty && Boolean(data);
}
