import { Banner } from '#components/ui/banner.tsx';
import { Button } from '#components/ui/button.tsx';
import { t } from '#lib/i18n/words.ts';
import { problemText } from './problem-text.ts';

export type FailedProps = {
  /** What could not be shown; what went wrong is said under it. */
  title?: string;
  error: unknown;
  onRetry: () => void;
};

/** In the place of what could not be shown: why, and the way to ask for it again. */
export function Failed({ title, error, onRetry }: FailedProps) {
  const retry = (
    <Button size="s" onPress={onRetry}>
      {t('retry')}
    </Button>
  );
  return (
    <Banner tone="bad" role="alert" actions={retry} {...(title !== undefined && { title })}>
      {problemText(error)}
    </Banner>
  );
}
