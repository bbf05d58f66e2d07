import { useEffect, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import { language } from '#lib/i18n/words.ts';
import { applyTheme } from '#components/ui/theme.ts';
import { ToastProvider } from '#components/ui/toast.tsx';
import '#components/ui/tokens.css';
import '#components/ui/base.css';

/** What every surface stands in: the tokens, the theme, the language of its controls, its toasts. */
export function Surface({ theme, children }: { theme: 'system' | 'light' | 'dark'; children: ReactNode }) {
  useEffect(() => applyTheme(theme), [theme]);
  useEffect(() => {
    document.documentElement.lang = language();
  }, []);
  return (
    <I18nProvider locale={language()}>
      <ToastProvider>{children}</ToastProvider>
    </I18nProvider>
  );
}
