import { useState } from 'react';
import { Select } from '#components/ui/select.tsx';
import { TextArea } from '#components/ui/text-area.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { problemText } from '#components/problem-text.ts';
import { usePutAttribute } from '#components/use-attributes.ts';
import { t } from '#lib/i18n/words.ts';
import { problemOf } from '#lib/messages/problem-error.ts';
import type { Attribute } from '#lib/messages/definitions.ts';
import { customTypes, type CustomType } from '#lib/model/attribute.ts';
import { FormDialog } from './form-dialog.tsx';
import { useSaved } from './use-saved.ts';

/** Makes an attribute of the team's own (E19, E20), or renames it: its values stay (E21). */
export function AttributeDialog({
  attribute,
  onClose,
}: {
  attribute: Attribute | null;
  onClose: () => void;
}) {
  const put = usePutAttribute();
  const saved = useSaved(onClose);
  const [name, setName] = useState(attribute?.name ?? '');
  const [type, setType] = useState<CustomType>(attribute?.type ?? 'text');
  const [options, setOptions] = useState(attribute?.options.join('\n') ?? '');
  const draft = { name: name.trim(), type, options: linesOf(options) };
  const isOfOptions = put.error !== null && problemOf(put.error).reason === 'no_options';
  const error = problemText(put.error);
  return (
    <FormDialog
      title={attribute ? t('definition_edit', attribute.name) : t('attributes_add')}
      verb={t(attribute ? 'attributes_update' : 'attributes_create')}
      isBusy={put.isPending}
      isDisabled={draft.name === ''}
      onSubmit={() => put.mutate({ ...draft, ...(attribute && { id: attribute.id }) }, saved)}
      onClose={onClose}
    >
      <TextField
        label={t('name')}
        value={name}
        onChange={setName}
        error={isOfOptions ? '' : error}
        {...(attribute && { hint: t('attributes_rename_hint') })}
        autoFocus
        autoComplete="off"
        maxLength={120}
      />
      <TypeField value={type} onChange={setType} />
      {type === 'list' && (
        <TextArea
          label={t('attributes_options')}
          hint={t('attributes_options_hint')}
          error={isOfOptions ? error : ''}
          rows={4}
          value={options}
          onChange={setOptions}
        />
      )}
    </FormDialog>
  );
}

function TypeField({ value, onChange }: { value: CustomType; onChange: (type: CustomType) => void }) {
  return (
    <Select
      label={t('attributes_type')}
      placeholder={t('form_choose')}
      choices={customTypes.map((type) => ({
        id: type,
        name: t(`attribute_type_${type}`),
        detail: t(`attribute_type_${type}_what`),
      }))}
      value={value}
      onChange={(type) => onChange(type as CustomType)}
    />
  );
}

/** The options as they were written one a line, each once. */
function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}
