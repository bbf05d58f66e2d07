import { Merge } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { t } from '#lib/i18n/words.ts';

/** Leads to the merge with a contact. */
export function MergeButton({ name, onPress }: { name: string; onPress: () => void }) {
  return (
    <Button size="s" icon={<Merge aria-hidden />} onPress={onPress} aria-label={t('merge_with_name', name)}>
      {t('merge_begin')}
    </Button>
  );
}
