import { FileText } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Progress } from '#components/ui/progress.tsx';
import { formatBytes } from '#lib/i18n/sizes.ts';
import { plural, t } from '#lib/i18n/words.ts';
import type { Attribute } from '#lib/messages/definitions.ts';
import type { ImportOptions } from '#lib/messages/exchange.ts';
import { Mapping, type MappingProps } from './mapping.tsx';
import { Rules } from './rules.tsx';
import type { Sent } from './send-people.ts';
import type { Source } from './source.ts';
import css from './import.module.css';

export type ImportFileProps = {
  source: Source;
  attributes: readonly Attribute[];
  options: ImportOptions;
  /** How much has been read; null while nothing is. */
  sent: Sent | null;
  error: string;
  onForm: MappingProps['onForm'];
  onTarget: MappingProps['onTarget'];
  onOptions: (options: ImportOptions) => void;
  onCheck: () => void;
  onStop: () => void;
  onOther: () => void;
};

/** A file that has been chosen: how it is written, what its columns become, the rules; then it is read as a whole. */
export function ImportFile(props: ImportFileProps) {
  const { source, attributes, options, sent, error } = props;
  if (sent) return <Reading file={source.file} sent={sent} onStop={props.onStop} />;
  return (
    <>
      <div className={css.file}>
        <FileText aria-hidden />
        <span className={css.fileName} dir="auto">
          {source.file.name}
        </span>
        <span className={css.rows}>{formatBytes(source.file.size)}</span>
        <Button size="s" onPress={props.onOther}>
          {t('import_other_file')}
        </Button>
      </div>
      {source.kind === 'csv' && (
        <section className={css.stack}>
          <h2 className={css.small}>{t('import_columns')}</h2>
          <p className={css.hint}>{t('import_columns_lead')}</p>
          <Mapping source={source} attributes={attributes} onForm={props.onForm} onTarget={props.onTarget} />
        </section>
      )}
      <section className={css.stack}>
        <h2 className={css.small}>{t('import_rules')}</h2>
        <Rules options={options} onChange={props.onOptions} />
      </section>
      <p role="alert" className={css.problem}>
        {error}
      </p>
      <div className={css.foot}>
        <span className={css.grow} />
        <Button variant="primary" onPress={props.onCheck}>
          {t('import_check')}
        </Button>
      </div>
    </>
  );
}

function Reading({ file, sent, onStop }: { file: File; sent: Sent; onStop: () => void }) {
  return (
    <div className={css.box}>
      <Progress
        words={t('import_reading')}
        detail={plural('import_people_read', sent.people)}
        value={sent.bytes}
        max={file.size}
      />
      <div>
        <Button size="s" onPress={onStop}>
          {t('import_reading_stop')}
        </Button>
      </div>
    </div>
  );
}
