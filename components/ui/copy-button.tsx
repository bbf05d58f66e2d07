import { useEffect, useState } from 'react';
import { Check, Copy } from 'lucide-react';
import { t } from '#lib/i18n/words.ts';
import { copyText } from '#components/ui/copy-text.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import css from '#components/ui/copy-button.module.css';

/**
 * Copies a value in one click (G3) and says so, to the eye and to a screen reader.
 * @param what the value's own name, for the button's: "Copy the e-mail address"
 */
export function CopyButton({ value, what, className }: { value: string; what?: string; className?: string }) {
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready');
  useEffect(() => {
    if (state === 'ready') return undefined;
    const timer = setTimeout(() => setState('ready'), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () => void copyText(value).then((done) => setState(done ? 'copied' : 'failed'));
  return (
    <span className={`${css.copy} ${className ?? ''}`}>
      <output className={css.words}>
        {state === 'copied' && t('ui_copied')}
        {state === 'failed' && t('ui_copy_failed')}
      </output>
      <IconButton
        size="s"
        label={t('ui_copy', what ?? value)}
        icon={state === 'copied' ? <Check aria-hidden className={css.good} /> : <Copy aria-hidden />}
        onPress={copy}
      />
    </span>
  );
}
