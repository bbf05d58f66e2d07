import { useState } from 'react';
import { Download, Trash2 } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { ConfirmDialog, Dialog } from '#components/ui/dialog.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { saveAsFile } from '#components/team/save-as-file.ts';
import { useBook, useStatus } from '#components/use-book.ts';
import { useErasure } from '#components/use-exchange.ts';
import { plural, t } from '#lib/i18n/words.ts';
import { may } from '#lib/model/role.ts';
import type { Erasure } from '#lib/messages/exchange.ts';
import type { ContactRef } from '#lib/messages/problem.ts';
import css from './import.module.css';

/**
 * What the law gives a person (R9): everything that is kept of them as one file, and its erasure, told before it is done.
 * @param onErased called after the contact is gone, beside `onClose`
 */
export function SubjectDialog(props: { contact: ContactRef; onClose: () => void; onErased?: () => void }) {
  const { contact, onClose } = props;
  const [isErasing, setErasing] = useState(false);
  const { data, error } = useErasure(contact.id);
  const { data: status } = useStatus();
  const { isBusy, problem, download } = useDownload(contact);
  const role = status && (status.workspace?.role ?? 'owner');
  const mayErase = role !== undefined && may(role, 'delete-contact');
  if (isErasing && data) return <Erase {...props} erasure={data} onBack={() => setErasing(false)} />;
  const actions = (
    <>
      {mayErase && (
        <Button
          className={css.erase ?? ''}
          icon={<Trash2 aria-hidden />}
          isDisabled={!data}
          onPress={() => setErasing(true)}
        >
          {t('subject_erase')}
        </Button>
      )}
      <Button
        variant="primary"
        icon={<Download aria-hidden />}
        isBusy={isBusy}
        onPress={() => void download()}
      >
        {t('subject_download')}
      </Button>
    </>
  );
  return (
    <Dialog title={t('subject_title', contact.name)} isOpen onClose={onClose} actions={actions}>
      <div className={css.stack}>
        <p>{t('subject_lead')}</p>
        <section>
          <h3 className={css.small}>{t('subject_kept')}</h3>
          {data ? <Kept erasure={data} hasServer={status?.workspace !== null} /> : <Skeleton width="60%" />}
        </section>
        <p role="alert" className={css.problem}>
          {(problem ?? error) !== null && problemText(problem ?? error)}
        </p>
        {role !== undefined && !mayErase && <p className={css.hint}>{t('subject_erase_role')}</p>}
      </div>
    </Dialog>
  );
}

function Erase(props: {
  contact: ContactRef;
  erasure: Erasure;
  onClose: () => void;
  onBack: () => void;
  onErased?: () => void;
}) {
  const { contact, erasure, onClose, onBack, onErased } = props;
  const book = useBook();
  const say = useToast();
  const erase = async () => {
    await book.deleteContact(contact.id);
    say({ words: t('subject_erased', contact.name) });
    onErased?.();
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('subject_erase_title', contact.name)}
      isOpen
      onClose={onBack}
      confirm={t('subject_erase')}
      isDanger
      onConfirm={erase}
      problem={problemText}
    >
      <Kept erasure={erasure} hasServer={false} />
      <p>{t('subject_erase_what')}</p>
    </ConfirmDialog>
  );
}

const NAMED = ['note', 'ticket', 'event'] as const;

/** What there is of a person, kind by kind. */
function Kept({ erasure, hasServer }: { erasure: Erasure; hasServer: boolean }) {
  const { records, senders, merged } = erasure;
  const others = Object.entries(records).filter(([kind]) => !NAMED.some((one) => one === kind));
  const other = others.reduce((sum, [, count]) => sum + count, 0);
  return (
    <ul className={css.kept}>
      <li>{t('subject_contact')}</li>
      {merged > 0 && <li>{plural('subject_merged', merged)}</li>}
      {senders > 0 && <li>{plural('subject_senders', senders)}</li>}
      {NAMED.flatMap((kind) => {
        const count = records[kind] ?? 0;
        return count > 0 ? [<li key={kind}>{plural(`subject_${kind}`, count)}</li>] : [];
      })}
      {other > 0 && <li>{plural('subject_other', other)}</li>}
      {hasServer && <li>{t('subject_history')}</li>}
    </ul>
  );
}

function useDownload({ id }: ContactRef) {
  const book = useBook();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const download = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const all = await book.subjectAccess(id);
      const name = `${t('subject_file_name')}-${id.slice(0, 8)}-${all.madeAt.slice(0, 10)}.json`;
      saveAsFile(name, JSON.stringify(all, null, 2));
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };
  return { isBusy, problem, download };
}
