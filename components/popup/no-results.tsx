import { BookUser, Plus, UserSearch } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { formFor, type FormDraft } from '#components/forms/form-draft.ts';
import { t } from '#lib/i18n/words.ts';

/** Nobody found: what to do. In an empty book, how to begin. */
export function NoResults({ text, onAdd }: { text: string; onAdd: (from?: FormDraft) => void }) {
  const typed = text.trim();
  if (typed === '')
    return (
      <Empty
        icon={<BookUser />}
        title={t('popup_empty')}
        action={
          <Button icon={<Plus aria-hidden />} onPress={() => onAdd()}>
            {t('add_contact')}
          </Button>
        }
      >
        {t('popup_empty_way')}
      </Empty>
    );
  return (
    <Empty
      icon={<UserSearch />}
      title={t('popup_no_match', typed)}
      action={
        <Button icon={<Plus aria-hidden />} onPress={() => onAdd(formFor(typed))}>
          {t('popup_add_this', typed)}
        </Button>
      }
    >
      {t('popup_no_match_way')}
    </Empty>
  );
}
