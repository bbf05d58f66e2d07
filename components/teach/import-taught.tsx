import { useRef, useState } from 'react';
import { FileUp } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { problemText } from '#components/problem-text.ts';
import { t } from '#lib/i18n/words.ts';
import { useImportTaught } from './use-teaching.ts';
import css from './teach.module.css';

/** Takes a taught site in from a file that another team gave out. */
export function ImportTaught() {
  const input = useRef<HTMLInputElement>(null);
  const take = useImportTaught();
  const say = useToast();
  const [failed, setFailed] = useState('');
  const read = async (file: File) => {
    setFailed('');
    try {
      const { name } = await take.mutateAsync(
        file.size > 1_000_000 ? ' '.repeat(200_000) : await file.text(),
      );
      say({ words: t('taught_imported', name), tone: 'good' });
    } catch (error) {
      setFailed(problemText(error));
    }
  };
  return (
    <div>
      <Button icon={<FileUp aria-hidden />} isBusy={take.isPending} onPress={() => input.current?.click()}>
        {t('taught_import')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        className={css.file}
        aria-label={t('taught_import')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) void read(file);
          // The same file again is a choice, too.
          event.target.value = '';
        }}
      />
      <p role="alert" className={css.failed}>
        {failed}
      </p>
    </div>
  );
}
