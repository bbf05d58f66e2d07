import { CopyButton } from '#components/ui/copy-button.tsx';
import type { RowProps } from '#components/contact/attribute-row.ts';
import { InsertButton } from '#components/contact/insert.tsx';
import { ordersOf } from '#components/contact/orders.ts';
import { About } from '#components/contact/value-row.tsx';
import { t } from '#lib/i18n/words.ts';
import css from '#components/contact/detail-list.module.css';

/** The orders that pages linked to a contact (R6), each copied, inserted and opened by itself. */
export function OrdersRow({ contact, label }: RowProps) {
  const orders = ordersOf(contact);
  return (
    <div className={css.row}>
      <dt className={css.label}>{label}</dt>
      <dd className={css.value}>
        {orders.length === 0 && <span className={css.aside}>{t('details_none')}</span>}
        <ul className={css.items}>
          {orders.map(({ key, number, url, origin }) => (
            <li key={key} className={css.item}>
              <span className={css.words}>
                {url ? (
                  <a href={url} target="_blank" rel="noreferrer">
                    {number}
                  </a>
                ) : (
                  number
                )}{' '}
                <About origin={origin} isUnsent={contact.unsentFields.includes(`order/${key}`)} />
              </span>
              <span className={css.tools}>
                <InsertButton value={number} what={number} />
                <CopyButton value={number} />
              </span>
            </li>
          ))}
        </ul>
      </dd>
    </div>
  );
}
