import { Download, Paperclip, Plus, X } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Spinner } from '#components/ui/spinner.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useFileDrop } from '#components/ui/use-file-drop.ts';
import { problemText } from '#components/problem-text.ts';
import { fileAgain } from '#components/timeline/file-parts.ts';
import { useBook } from '#components/use-book.ts';
import { formatBytes } from '#lib/i18n/sizes.ts';
import { t } from '#lib/i18n/words.ts';
import type { TicketView } from '#lib/messages/dealings.ts';
import css from './timeline.module.css';

type Files = TicketView['files'];
export type TicketFilesProps = {
  files: Files;
  onAdd: (files: readonly File[]) => void;
  onRemove: (id: string) => void;
  /** The name of the one that is being added. */
  adding: string | null;
  error: unknown;
};

/** Attachments, dropped or chosen, with a plus for more (E39). */
export function TicketFiles({ files, onAdd, onRemove, adding, error }: TicketFilesProps) {
  const drop = useFileDrop(onAdd);
  const isEmpty = files.length === 0 && adding === null;
  return (
    <fieldset className={classNames(css.drop, drop.isOver && css.over)} {...drop.area}>
      <legend className={css.legend}>{t('ticket_files')}</legend>
      <FileList files={files} onRemove={onRemove} />
      {adding !== null && (
        <output className={css.file}>
          <Spinner /> <span className={css.name}>{adding}</span>
        </output>
      )}
      <span className={css.choose}>
        {isEmpty && <span className={css.quiet}>{t('ticket_files_drop')}</span>}
        <Button
          size="s"
          icon={isEmpty ? <Paperclip aria-hidden /> : <Plus aria-hidden />}
          onPress={drop.choose}
        >
          {isEmpty ? t('ticket_files_browse') : t('ticket_files_more')}
        </Button>
      </span>
      <p className={css.small}>{t('ticket_files_limit')}</p>
      <p role="alert" className={css.bad}>
        {problemText(error)}
      </p>
      <input {...drop.field} multiple aria-label={t('ticket_files_browse')} />
    </fieldset>
  );
}

export type FileListProps = {
  files: Files;
  onRemove?: (id: string) => void;
  /** They went out with the ticket, so nothing keeps them. */
  areSent?: boolean;
};

/** Files of a ticket: each can be saved while it is kept here, and taken off while the ticket is written. */
export function FileList({ files, onRemove, areSent = false }: FileListProps) {
  const save = useSaveFile();
  if (files.length === 0) return null;
  return (
    <ul className={css.files}>
      {files.map((file) => (
        <li key={file.id} className={css.file}>
          <Paperclip aria-hidden />
          <span className={css.name} dir="auto">
            {file.name}
          </span>
          <span className={css.size}>
            {file.isHere || areSent ? formatBytes(file.size) : t('ticket_file_elsewhere')}
          </span>
          {file.isHere && !onRemove && (
            <IconButton
              size="s"
              label={t('ticket_file_save', file.name)}
              icon={<Download aria-hidden />}
              onPress={() => save(file)}
            />
          )}
          {onRemove && (
            <IconButton
              size="s"
              label={t('ticket_file_remove', file.name)}
              icon={<X aria-hidden />}
              onPress={() => onRemove(file.id)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}

/** Gives a kept file to the browser's downloads: from there it goes into any composer. */
function useSaveFile() {
  const book = useBook();
  const say = useToast();
  return (file: Files[number]) => {
    const keep = async () => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await fileAgain(book, file));
      link.download = file.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    };
    keep().catch((error: unknown) => say({ words: problemText(error), tone: 'bad' }));
  };
}
