import { useState } from 'react';
import { ListPlus, Pencil, Plus, Trash2 } from 'lucide-react';
import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { attributeName } from '#components/contact/attribute-words.ts';
import { problemText } from '#components/problem-text.ts';
import { useAttributeOrder, useAttributes, usePutAttributeOrder } from '#components/use-attributes.ts';
import { useStatus } from '#components/use-book.ts';
import { useRole } from '#components/use-role.ts';
import { t } from '#lib/i18n/words.ts';
import type { Attribute } from '#lib/messages/definitions.ts';
import type { AttributeOrder } from '#lib/model/attribute-order.ts';
import { may } from '#lib/model/role.ts';
import { shownKeys } from '#lib/model/shown-attributes.ts';
import { AttributeDialog } from './attribute-dialog.tsx';
import { DeleteAttribute } from './delete-definition.tsx';
import { Orderable } from './orderable.tsx';
import { SettingsHead } from './settings-head.tsx';
import css from './definitions.module.css';

/**
 * What agents see of a contact, and in which order (D8 to D11); the team's own attributes are made, renamed and deleted
 * here (E18 to E22). All of it holds for the whole team at once.
 */
export function AttributesView() {
  const { data: attributes, error } = useAttributes();
  const { data: order } = useAttributeOrder();
  const { data: status } = useStatus();
  const mayEdit = may(useRole(), 'administer');
  const [edited, setEdited] = useState<Attribute | 'new' | null>(null);
  const [doomed, setDoomed] = useState<Attribute | null>(null);
  const add = (
    <Button variant="primary" icon={<Plus aria-hidden />} onPress={() => setEdited('new')}>
      {t('attributes_add')}
    </Button>
  );
  return (
    <>
      <SettingsHead title={t('nav_attributes')} action={mayEdit && add}>
        {t('attributes_lead')} {mayEdit && `${t('order_how')}.`}
      </SettingsHead>
      {error && <Banner tone="bad">{problemText(error)}</Banner>}
      {status && !mayEdit && <Banner tone="info">{t('attributes_needs_role')}</Banner>}
      {(!attributes || !order) && !error && <WaitingList />}
      {attributes && order && (
        <Order
          attributes={attributes}
          order={order}
          mayEdit={mayEdit}
          onEdit={setEdited}
          onDelete={setDoomed}
        />
      )}
      {edited && (
        <AttributeDialog attribute={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
      {doomed && <DeleteAttribute attribute={doomed} onClose={() => setDoomed(null)} />}
    </>
  );
}

type OrderProps = {
  attributes: readonly Attribute[];
  order: AttributeOrder;
  mayEdit: boolean;
  onEdit: (attribute: Attribute) => void;
  onDelete: (attribute: Attribute) => void;
};

function Order({ attributes, order, mayEdit, onEdit, onDelete }: OrderProps) {
  const [wanted, put] = useOrder(order);
  const keys = shownKeys(
    attributes.map(({ key }) => key),
    { order: wanted.order, off: [] },
  );
  const items = keys.map((id) => ({ id, name: attributeName(id, attributes) }));
  const turn = (key: string, on: boolean) => {
    const off = wanted.off.filter((one) => one !== key);
    put({ order: keys, off: on ? off : [...off, key] });
  };
  return (
    <div className={css.items}>
      <Orderable
        label={t('nav_attributes')}
        items={items}
        isDisabled={!mayEdit}
        onOrder={(ids) => put({ ...wanted, order: ids })}
      >
        {(key) => (
          <AttributeItem
            name={attributeName(key, attributes)}
            own={attributes.find((one) => one.key === key) ?? null}
            isOn={!wanted.off.includes(key)}
            mayEdit={mayEdit}
            onTurn={(on) => turn(key, on)}
            onEdit={onEdit}
            onDelete={onDelete}
          />
        )}
      </Orderable>
    </div>
  );
}

/** The order as it is on its way to the book; what the book says after that counts. */
function useOrder(order: AttributeOrder): [AttributeOrder, (next: AttributeOrder) => void] {
  const put = usePutAttributeOrder();
  const say = useToast();
  return [
    put.isPending ? put.variables : order,
    (next) => put.mutate(next, { onError: (error) => say({ words: problemText(error), tone: 'bad' }) }),
  ];
}

function AttributeItem(props: {
  name: string;
  /** Null: one that Carnet brings along, which is only turned on and off. */
  own: Attribute | null;
  isOn: boolean;
  mayEdit: boolean;
  onTurn: (on: boolean) => void;
  onEdit: (attribute: Attribute) => void;
  onDelete: (attribute: Attribute) => void;
}) {
  const { name, own, isOn, mayEdit, onTurn, onEdit, onDelete } = props;
  return (
    <>
      <span className={css.words} data-off={!isOn || undefined}>
        <span className={css.name} dir="auto">
          {name}
        </span>
        {own && <span className={css.kind}>{t(`attribute_type_${own.type}`)}</span>}
      </span>
      {own && mayEdit && (
        <>
          <IconButton
            label={t('definition_edit', name)}
            icon={<Pencil aria-hidden />}
            onPress={() => onEdit(own)}
          />
          <IconButton
            label={t('definition_delete', name)}
            icon={<Trash2 aria-hidden />}
            onPress={() => onDelete(own)}
          />
        </>
      )}
      <Switch label={t('attributes_show', name)} isSelected={isOn} onChange={onTurn} isDisabled={!mayEdit} />
    </>
  );
}

/** The shape of a list that is on its way. */
export function WaitingList() {
  return (
    <div className={css.waiting} aria-busy>
      <ListPlus aria-hidden />
      {[62, 48, 70, 55, 40].map((width) => (
        <Skeleton key={width} width={`${width}%`} height={14} />
      ))}
    </div>
  );
}
