import { isUnsent, type RowProps } from '#components/contact/attribute-row.ts';
import { readWords } from '#components/contact/attribute-words.ts';
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
