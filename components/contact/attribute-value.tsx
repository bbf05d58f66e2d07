import type { ContactView } from '#lib/messages/book.ts';
import { formatDay } from '#lib/i18n/dates.ts';
import { formatNumber, t, type WordKey } from '#lib/i18n/words.ts';
import { isUnsent, type RowProps } from '#components/contact/attribute-row.ts';
import { fieldWords, type Known } from '#components/contact/attribute-words.ts';
import { CheckboxRow, ChoiceRow } from '#components/contact/choice-row.tsx';
import { ManyRow } from '#components/contact/many-row.tsx';
import { OrdersRow } from '#components/contact/orders-row.tsx';
import { TextRow } from '#components/contact/text-row.tsx';
import { ValueRow } from '#components/contact/value-row.tsx';

/** One attribute of a contact, whatever it is. */
export function AttributeValue(props: RowProps) {
  switch (props.kind) {
    case 'text':
    case 'link':
    case 'handle':
    case 'number':
    case 'date':
      return <TextRow {...props} />;
    case 'country':
    case 'language':
    case 'organisation':
    case 'assignee':
    case 'list':
      return <ChoiceRow {...props} />;
    case 'checkbox':
      return <CheckboxRow {...props} />;
    case 'email':
    case 'phone':
      return <ManyRow {...props} set={props.kind} />;
    case 'orders':
      return <OrdersRow {...props} />;
    default:
      return <ReadRow {...props} />;
  }
}

/** What is known and not changed here: it was counted, read or worked out. */
function ReadRow({ contact, attribute, label, known }: RowProps) {
  return (
    <ValueRow
      label={label}
      text={readWords(contact, attribute, known)}
      origin={contact.fields[attribute]?.origin}
      isUnsent={isUnsent(contact, attribute)}
    />
  );
}

function readWords(contact: ContactView, attribute: string, known: Known): string {
  const { status, integrations, createdAt, createdBy, fields } = contact;
  if (attribute === 'integrations') return integrations.join(', ');
  if (attribute === 'status')
    return status ? t('status_at', stateWords(status.state), formatDay(status.at)) : '';
  if (attribute === 'createdAt') {
    const day = formatDay(createdAt);
    return createdBy ? t('details_added_by', day, createdBy) : day;
  }
  const value = fields[attribute]?.value;
  if (attribute === 'secondsSpent' && typeof value === 'number') return duration(value);
  return fieldWords(attribute, value, known);
}

/** The words of a ticket's state; one that only a newer version knows is shown as it is. */
function stateWords(state: string): string {
  const key = `ticket_state_${state}` as WordKey;
  const words = t(key);
  return words === key ? state : words;
}

function duration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return t('value_minutes', formatNumber(minutes));
}
