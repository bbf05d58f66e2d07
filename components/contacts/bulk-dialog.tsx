import { lazy, Suspense, useState, type ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog, Dialog } from '#components/ui/dialog.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextArea } from '#components/ui/text-area.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { problemText } from '#components/problem-text.ts';
import { useStartJob } from '#components/use-jobs.ts';
import { useMembers } from '#components/use-members.ts';
import { useOrganisations } from '#components/use-organisations.ts';
import { formatNumber, plural, t } from '#lib/i18n/words.ts';
import type { JobContacts, JobWork } from '#lib/messages/jobs.ts';
import type { BulkAct } from './bulk-bar.tsx';
import { TagsField } from './tags-field.tsx';
import css from './bulk.module.css';

// It carries the writers of CSV and vCard.
const ExportDialog = lazy(() =>
  import('#components/import/export-dialog.tsx').then((file) => ({ default: file.ExportDialog })),
);

export type BulkDialogProps = {
  act: BulkAct;
  over: JobContacts;
  count: number;
  onClose: () => void;
  /** The work goes on in the background. */
  onStarted: () => void;
};

/** Asks what is still to be known before something is done with many contacts. */
export function BulkDialog(props: BulkDialogProps) {
  switch (props.act) {
    case 'delete':
      return <DeleteMany {...props} />;
    case 'tag':
    case 'untag':
      return <TagMany {...props} act={props.act} />;
    case 'assign':
      return <AssignMany {...props} />;
    case 'organisation':
      return <OrganisationOfMany {...props} />;
    case 'export':
      return (
        <Suspense>
          <ExportDialog over={props.over} count={props.count} onClose={props.onClose} />
        </Suspense>
      );
    case 'unblock':
      return <Start {...props} title={t('bulk_unblock')} verb={t('bulk_unblock')} work={{ do: 'unblock' }} />;
    default:
      return <BlockMany {...props} />;
  }
}

/** A question with one button, which starts the work; `work` null: something is still missing. */
function Start(
  props: BulkDialogProps & { title: string; verb: string; work: JobWork | null; children?: ReactNode },
) {
  const { title, verb, work, over, count, onClose, onStarted, children } = props;
  const start = useStartJob();
  const run = () =>
    work &&
    start.mutate(
      { work, over },
      {
        onSuccess: () => {
          onStarted();
          onClose();
        },
      },
    );
  const actions = (
    <>
      <Button onPress={onClose}>{t('cancel')}</Button>
      <Button variant="primary" isDisabled={work === null} isBusy={start.isPending} onPress={run}>
        {verb}
      </Button>
    </>
  );
  return (
    <Dialog title={title} isOpen onClose={onClose} size="s" actions={actions}>
      {children ?? <p>{plural('bulk_selected', count)}</p>}
      <p role="alert" className={css.near}>
        {problemText(start.error)}
      </p>
    </Dialog>
  );
}

function TagMany(props: BulkDialogProps & { act: 'tag' | 'untag' }) {
  const [tags, setTags] = useState<string[]>([]);
  const isNew = props.act === 'tag';
  return (
    <Start
      {...props}
      title={plural(isNew ? 'bulk_tag_title' : 'bulk_untag_title', props.count)}
      verb={t(isNew ? 'bulk_tag' : 'bulk_untag')}
      work={tags.length > 0 ? { do: props.act, tags } : null}
    >
      <TagsField tags={tags} onChange={setTags} mayCreate={isNew} />
    </Start>
  );
}

const NONE = 'nobody';

function AssignMany(props: BulkDialogProps) {
  const { data: members = [] } = useMembers();
  const [to, setTo] = useState<string | null>(null);
  return (
    <Start
      {...props}
      title={plural('bulk_assign_title', props.count)}
      verb={t('bulk_assign')}
      work={to === null ? null : { do: 'assign', to: to === NONE ? null : to }}
    >
      <Select
        label={t('attribute_assignee')}
        placeholder={t('form_choose')}
        choices={[
          ...members.map(({ id, name, email }) => ({ id, name, detail: email })),
          { id: NONE, name: t('bulk_nobody') },
        ]}
        value={to}
        onChange={setTo}
      />
    </Start>
  );
}

function OrganisationOfMany(props: BulkDialogProps) {
  const { data: organisations = [] } = useOrganisations();
  const [to, setTo] = useState<string | null>(null);
  return (
    <Start
      {...props}
      title={plural('bulk_organisation_title', props.count)}
      verb={t('bulk_apply')}
      work={to === null ? null : { do: 'organisation', to: to === NONE ? null : to }}
    >
      <Select
        label={t('attribute_organisation')}
        placeholder={t('form_choose')}
        choices={[
          ...organisations.map(({ id, name, domain }) => ({ id, name, detail: domain })),
          { id: NONE, name: t('bulk_no_organisation') },
        ]}
        value={to}
        onChange={setTo}
      />
    </Start>
  );
}

function BlockMany(props: BulkDialogProps) {
  const [reason, setReason] = useState('');
  return (
    <Start
      {...props}
      title={plural('bulk_block_title', props.count)}
      verb={t('bulk_block')}
      work={{ do: 'block', reason: reason.trim() }}
    >
      <p>{t('bulk_block_what')}</p>
      <TextArea label={t('bulk_block_reason')} value={reason} onChange={setReason} maxLength={500} />
    </Start>
  );
}

/** From here on the number has to be typed: a hand that is used to confirming stops at it (B62). */
const TYPED_FROM = 10;

function DeleteMany({ over, count, onClose, onStarted }: BulkDialogProps) {
  const start = useStartJob();
  const [typed, setTyped] = useState('');
  const isSure = count < TYPED_FROM || typed.replaceAll(/\D/gu, '') === String(count);
  return (
    <ConfirmDialog
      title={plural('bulk_delete_title', count)}
      isOpen
      isDanger
      confirm={t('delete')}
      isDisabled={!isSure}
      onClose={onClose}
      onConfirm={async () => {
        await start.mutateAsync({ work: { do: 'delete' }, over });
        onStarted();
      }}
      problem={problemText}
    >
      <p>{plural('bulk_delete_what', count)}</p>
      <p>{t('bulk_delete_then')}</p>
      {count >= TYPED_FROM && (
        <TextField
          label={t('bulk_delete_type', formatNumber(count))}
          value={typed}
          onChange={setTyped}
          autoComplete="off"
        />
      )}
    </ConfirmDialog>
  );
}
