import { useState } from 'react';
import { TextField } from '#components/ui/text-field.tsx';
import { problemText } from '#components/problem-text.ts';
import { usePutOrganisation } from '#components/use-organisations.ts';
import { t } from '#lib/i18n/words.ts';
import { problemOf } from '#lib/messages/problem-error.ts';
import type { Organisation } from '#lib/messages/definitions.ts';
import { FormDialog } from './form-dialog.tsx';
import { useSaved } from './use-saved.ts';

/** Which field a problem is of; the name where it is none of these. */
const FIELD: Partial<Record<string, 'domain' | 'site'>> = { not_a_domain: 'domain', not_a_link: 'site' };

/** Makes an organisation, or edits it (E1). Each problem stands at the field it is of. */
export function OrganisationDialog(props: { organisation: Organisation | null; onClose: () => void }) {
  const { organisation, onClose } = props;
  const put = usePutOrganisation();
  const saved = useSaved(onClose);
  const [name, setName] = useState(organisation?.name ?? '');
  const [domain, setDomain] = useState(organisation?.domain ?? '');
  const [site, setSite] = useState(organisation?.site ?? '');
  const draft = { name: name.trim(), domain: domain.trim(), site: site.trim() };
  const wrong = put.error && (FIELD[problemOf(put.error).reason] ?? 'name');
  const errorOf = (field: string) => (wrong === field ? problemText(put.error) : '');
  return (
    <FormDialog
      title={organisation ? t('definition_edit', organisation.name) : t('organisations_add')}
      verb={t('form_save')}
      isBusy={put.isPending}
      isDisabled={draft.name === ''}
      onSubmit={() => put.mutate({ ...draft, ...(organisation && { id: organisation.id }) }, saved)}
      onClose={onClose}
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
    </FormDialog>
  );
}
