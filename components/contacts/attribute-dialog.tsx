import { useId, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextArea } from '#components/ui/text-area.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { usePutAttribute } from '#components/use-attributes.ts';
import { t } from '#lib/i18n/words.ts';
import { problemOf } from '#lib/messages/problem-error.ts';
import type { Attribute } from '#lib/messages/definitions.ts';
import { customTypes, type CustomType } from '#lib/model/attribute.ts';

/** Makes an attribute of the team's own (E19, E20), or renames it: its values stay (E21). */
export function AttributeDialog({
  attribute,
  onClose,
}: {
  attribute: Attribute | null;
  onClose: () => void;
}) {
  const id = useId();
  const say = useToast();
  const put = usePutAttribute();
  const [name, setName] = useState(attribute?.name ?? '');
  const [type, setType] = useState<CustomType>(attribute?.type ?? 'text');
  const [options, setOptions] = useState(attribute?.options.join('\n') ?? '');
  const save = () =>
    put.mutate(
      { name: name.trim(), type, options: linesOf(options), ...(attribute && { id: attribute.id }) },
      {
        onSuccess: (saved) => {
          say({ words: t('definition_saved', saved.name), tone: 'good' });
          onClose();
        },
      },
    );
  const isOfOptions = put.error !== null && problemOf(put.error).reason === 'no_options';
  const error = problemText(put.error);
  const actions = (
    <>
      <Button onPress={onClose}>{t('cancel')}</Button>
      <Button
        type="submit"
        form={id}
        variant="primary"
        isBusy={put.isPending}
        isDisabled={name.trim() === ''}
      >
        {t(attribute ? 'attributes_update' : 'attributes_create')}
      </Button>
    </>
  );
  return (
    <Dialog
      title={attribute ? t('definition_edit', attribute.name) : t('attributes_add')}
      isOpen
      onClose={onClose}
      size="s"
      actions={actions}
    >
      <form
        id={id}
        style={{ display: 'grid', gap: 12 }}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
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
        <Select
          label={t('attributes_type')}
          placeholder={t('form_choose')}
          choices={customTypes.map((one) => ({
            id: one,
            name: t(`attribute_type_${one}`),
            detail: t(`attribute_type_${one}_what`),
          }))}
          value={type}
          onChange={(next) => setType(next as CustomType)}
        />
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
      </form>
    </Dialog>
  );
}

const linesOf = (text: string) => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];
