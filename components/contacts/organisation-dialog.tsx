import { useId, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { usePutOrganisation } from '#components/use-organisations.ts';
import { t } from '#lib/i18n/words.ts';
import { problemOf } from '#lib/messages/problem-error.ts';
import type { Organisation } from '#lib/messages/definitions.ts';
import css from './definitions.module.css';

/** Makes an organisation, or edits it (E1). Each problem stands at the field it is of. */
export function OrganisationDialog(props: { organisation: Organisation | null; onClose: () => void }) {
  const { organisation, onClose } = props;
  const id = useId();
  const say = useToast();
  const put = usePutOrganisation();
  const [name, setName] = useState(organisation?.name ?? '');
  const [domain, setDomain] = useState(organisation?.domain ?? '');
  const [site, setSite] = useState(organisation?.site ?? '');
  const save = () =>
    put.mutate(
      {
        name: name.trim(),
        domain: domain.trim(),
        site: site.trim(),
        ...(organisation && { id: organisation.id }),
      },
      {
        onSuccess: (saved) => {
          say({ words: t('definition_saved', saved.name), tone: 'good' });
          onClose();
        },
      },
    );
  const at = put.error === null ? null : FIELD[problemOf(put.error).reason];
  const errorOf = (field: string) => (put.error && (at ?? 'name') === field ? problemText(put.error) : '');
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
        {t('form_save')}
      </Button>
    </>
  );
  return (
    <Dialog
      title={organisation ? t('definition_edit', organisation.name) : t('organisations_add')}
      isOpen
      onClose={onClose}
      size="s"
      actions={actions}
    >
      <form
        id={id}
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <TextField label={t('name')} value={name} onChange={setName} error={errorOf('name')} autoFocus />
        <TextField
          label={t('organisations_domain')}
          hint={t('organisations_domain_hint')}
          value={domain}
          onChange={setDomain}
          error={errorOf('domain')}
          autoComplete="off"
        />
        <TextField
          label={t('organisations_site')}
          inputMode="url"
          value={site}
          onChange={setSite}
          error={errorOf('site')}
          autoComplete="off"
        />
      </form>
    </Dialog>
  );
}

const FIELD: Partial<Record<string, 'domain' | 'site'>> = { not_a_domain: 'domain', not_a_link: 'site' };
