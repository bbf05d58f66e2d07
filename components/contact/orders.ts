import type { ContactView } from '#lib/messages/book.ts';
import { members, type Field } from '#lib/model/field.ts';

export type Order = { key: string; number: string; url: string | null; origin: Field['origin'] | undefined };

/** A contact's orders: the number as it was written where that is kept, and where it can be opened. */
export function ordersOf({ fields }: Pick<ContactView, 'fields'>): Order[] {
  return members(fields, 'order').map((key) => {
    const field = fields[`order/${key}`];
    const value = typeof field?.value === 'string' ? field.value : '';
    const isUrl = /^https?:\/\//iu.test(value);
    return {
      key,
      number: value === '' || isUrl ? key : value,
      url: isUrl ? value : null,
      origin: field?.origin,
    };
  });
}
