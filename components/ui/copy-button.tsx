import { useEffect, useState } from 'react';
import { Check, Copy } from 'lucide-react';
import { t } from '#lib/i18n/words.ts';
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

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** A page may deny the clipboard to the frames in it; a selection of our own can still be copied after a click. */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.style.cssText = 'position:fixed;opacity:0';
  const focused = document.activeElement;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}
