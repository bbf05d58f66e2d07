import { useToast } from '#components/ui/toast.tsx';
import { t } from '#lib/i18n/words.ts';

/** What follows when a definition was saved: the window closes, and a word says so. */
export function useSaved(onClose: () => void): { onSuccess: (saved: { name: string }) => void } {
  const say = useToast();
  return {
    onSuccess: ({ name }) => {
      say({ words: t('definition_saved', name), tone: 'good' });
      onClose();
    },
  };
}
