import { useState } from 'react';
import { Download } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { problemText } from '#components/problem-text.ts';
import { useBook } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import { saveAsFile } from './save-as-file.ts';
import css from './team.module.css';

/** Keeps what is not on the server yet as a file, before it is discarded. */
export function ExportUnsent() {
  const book = useBook();
  const [said, setSaid] = useState('');
  const save = async () => {
    const name = `carnet-unsent-${new Date().toISOString().slice(0, 10)}.json`;
    try {
      saveAsFile(name, JSON.stringify(await book.unsentChanges(), null, 2));
      setSaid(t('team_exported', name));
    } catch (error) {
      setSaid(problemText(error));
    }
  };
  return (
    <>
      <Button size="s" icon={<Download aria-hidden />} onPress={() => void save()}>
        {t('team_export')}
      </Button>
      <output className={css.why}>{said}</output>
    </>
  );
}
