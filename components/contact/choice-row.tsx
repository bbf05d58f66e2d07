import { lazy, Suspense, useState, type ReactNode } from 'react';
import { later, usePreload } from '#components/ui/later.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Flag } from '#components/ui/flag.tsx';
import { isUnsent } from '#components/contact/attribute-row.ts';
import type { RowProps } from '#components/contact/attribute-row.ts';
import { fieldWords } from '#components/contact/attribute-words.ts';
import { useSetFields } from '#components/contact/use-set-fields.ts';
import { About, EditRow, useFocusReturns, ValueRow } from '#components/contact/value-row.tsx';
import css from '#components/contact/detail-list.module.css';

const OrganisationOffer = lazy(() =>
  import('#components/contact/organisation-offer.tsx').then((file) => ({ default: file.OrganisationOffer })),
);
const ChoiceEditor = later(async () => (await import('#components/contact/choice-editor.tsx')).ChoiceEditor);

/** An attribute of which one is chosen: country, language, organisation, assignee, an option of a list. */
export function ChoiceRow(props: RowProps) {
  const { contact, attribute, label, kind, known } = props;
  const [isOpen, setOpen] = useState(false);
  usePreload(ChoiceEditor);
  const edit = useFocusReturns(isOpen);
  const { set } = useSetFields(contact);
  const field = contact.fields[attribute];
  const choose = (value: string | null) => {
    setOpen(false);
    if (value !== (field?.value ?? null))
      set({ [attribute]: value === null ? null : { value, origin: 'typed' } });
  };
  if (isOpen)
    return (
      <EditRow label={label}>
        <ChoiceEditor {...props} onChoose={choose} onClose={() => setOpen(false)} />
      </EditRow>
    );
  const value = field?.value ?? (attribute === 'country' ? contact.country : null) ?? undefined;
  const text = fieldWords(attribute, value, known);
  return (
    <ValueRow
      label={label}
      text={text}
      origin={field?.origin}
      isUnsent={isUnsent(contact, attribute)}
      edit={edit}
      onEdit={() => setOpen(true)}
      offer={
        kind === 'organisation' &&
        !field && (
          <Suspense>
            <OrganisationOffer contact={contact} onTake={choose} />
          </Suspense>
        )
      }
    >
      <Shown kind={kind} value={value} text={text} />
    </ValueRow>
  );
}

function Shown({ kind, value, text }: { kind: string; value: unknown; text: string }): ReactNode {
  if (kind !== 'country' || typeof value !== 'string') return text;
  return (
    <>
      <Flag code={value} />
      {text}
    </>
  );
}

/** Yes or not yet: ticked in its place. */
export function CheckboxRow({ contact, attribute, label }: RowProps) {
  const { set } = useSetFields(contact);
  const field = contact.fields[attribute];
  return (
    <div className={css.row}>
      <dt className={css.label}>{label}</dt>
      <dd className={css.value}>
        <Checkbox
          aria-label={label}
          isSelected={field?.value === true}
          onChange={(isOn) => set({ [attribute]: isOn ? { value: true, origin: 'typed' } : null })}
        />
        <About origin={field?.origin} isUnsent={isUnsent(contact, attribute)} />
      </dd>
    </div>
  );
}
