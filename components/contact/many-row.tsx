import { Pencil, Plus, Star, Trash2 } from 'lucide-react';
import { later, usePreload } from '#components/ui/later.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { RowProps } from '#components/contact/attribute-row.ts';
import { Address } from '#components/contact/address.tsx';
import { InsertButton } from '#components/contact/insert.tsx';
import { useKept } from '#components/contact/kept.ts';
import {
  itemsOf,
  primaryIs,
  withoutItem,
  type ManyItem,
  type ManySet,
} from '#components/contact/many-values.ts';
import { useSetFields } from '#components/contact/use-set-fields.ts';
import { About, EditRow, useFocusReturns } from '#components/contact/value-row.tsx';
import { t } from '#lib/i18n/words.ts';
import hidden from '#components/ui/spoken.module.css';
import css from '#components/contact/detail-list.module.css';

const EmailEditor = later(async () => (await import('#components/contact/email-editor.tsx')).EmailEditor);
const PhoneEditor = later(async () => (await import('#components/contact/phone-editor.tsx')).PhoneEditor);

/** What is being typed, and in whose place: the key of an item, '' for a new one. */
export type Typing = { instead: string | null; text: string };
export type ManyEditorProps = RowProps & {
  typing: Typing;
  onType: (text: string) => void;
  onClose: () => void;
};

/** The e-mail addresses or phone numbers of a contact, the primary one with a star (G5, B35, B36). */
export function ManyRow(props: RowProps & { set: ManySet }) {
  const { contact, label, set } = props;
  const [typing, type] = useTyping(`many/${contact.id}/${set}`);
  const add = useFocusReturns(typing !== null);
  const Editor = set === 'email' ? EmailEditor : PhoneEditor;
  usePreload(Editor);
  if (typing !== null)
    return (
      <EditRow label={label}>
        <Editor
          {...props}
          typing={typing}
          onType={(text) => type({ ...typing, text })}
          onClose={() => type(null)}
        />
      </EditRow>
    );
  const items = itemsOf(contact, set);
  const isStacked = items.length > 1; // each with its star: long addresses get the whole line
  return (
    <div className={classNames(css.row, isStacked && css.stacked)}>
      <dt className={css.label}>{label}</dt>
      <dd className={css.value}>
        <ul className={css.items}>
          {items.map((item) => (
            <Item
              key={item.key}
              contact={contact}
              set={set}
              item={item}
              isOne={items.length < 2}
              onEdit={() => type({ instead: item.key, text: item.value })}
            />
          ))}
        </ul>
        <span className={css.add}>
          <IconButton
            size="s"
            label={t('value_add', label)}
            icon={<Plus aria-hidden />}
            onPress={() => type({ instead: null, text: '' })}
            ref={add}
          />
        </span>
      </dd>
    </div>
  );
}

type ItemProps = Pick<RowProps, 'contact'> & {
  set: ManySet;
  item: ManyItem;
  isOne: boolean;
  onEdit: () => void;
};

function Item({ contact, set, item, isOne, onEdit }: ItemProps) {
  const { set: put } = useSetFields(contact);
  const { key, value, origin, isSender, isUnsent } = item;
  return (
    <li className={css.item}>
      {!isOne && <PrimaryStar item={item} onPress={() => put(primaryIs(set, key))} />}
      <span className={css.words} dir="auto">
        <Address value={value} /> {isSender && <span className={css.aside}>{t('value_sender')}</span>}
        <About origin={origin} isUnsent={isUnsent} />
      </span>
      <span className={css.tools}>
        <InsertButton value={value} what={value} />
        <CopyButton value={value} />
        {!isSender && (
          <>
            <IconButton
              size="s"
              label={t('value_edit', value)}
              icon={<Pencil aria-hidden />}
              onPress={onEdit}
            />
            <IconButton
              size="s"
              label={t('value_remove', value)}
              icon={<Trash2 aria-hidden />}
              onPress={() => put(withoutItem(contact, set, key))}
            />
          </>
        )}
      </span>
    </li>
  );
}

/** A full star says which one is the primary; an empty one makes it so. */
function PrimaryStar({ item, onPress }: { item: ManyItem; onPress: () => void }) {
  if (item.isPrimary)
    return (
      <span className={css.star} title={t('value_primary')}>
        <Star aria-hidden />
        <span className={hidden.spoken}>{t('value_primary')}</span>
      </span>
    );
  return (
    <IconButton
      size="s"
      label={t('value_make_primary', item.value)}
      icon={<Star aria-hidden />}
      onPress={onPress}
    />
  );
}

/** What is typed is kept though another contact is shown meanwhile; the place it is for stands before it. */
function useTyping(place: string): [Typing | null, (typing: Typing | null) => void] {
  const [kept, keep] = useKept(place);
  const at = kept?.indexOf('\n') ?? -1;
  const typing =
    kept === null || at < 0 ? null : { instead: kept.slice(0, at) || null, text: kept.slice(at + 1) };
  return [typing, (next) => keep(next && `${next.instead ?? ''}\n${next.text}`)];
}
