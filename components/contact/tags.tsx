import { useState } from 'react';
import { Plus } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { later, usePreload } from '#components/ui/later.tsx';
import { TagChip } from '#components/ui/tag-chip.tsx';
import { useSetFields } from '#components/contact/use-set-fields.ts';
import { useFocusReturns } from '#components/contact/value-row.tsx';
import { useTagsById } from '#components/use-tags.ts';
import { t } from '#lib/i18n/words.ts';
import type { ContactView } from '#lib/messages/book.ts';
import { members } from '#lib/model/field.ts';
import css from '#components/contact/tags.module.css';

const TagPicker = later(async () => (await import('#components/contact/tag-picker.tsx')).TagPicker);

/** The tags of a contact (B41): chips with an x, and a plus behind which they are searched, ticked and made. */
export function ContactTags({ contact }: { contact: ContactView }) {
  const [isOpen, setOpen] = useState(false);
  const plus = useFocusReturns(isOpen);
  usePreload(TagPicker);
  const known = useTagsById();
  const { set } = useSetFields(contact);
  const tags = members(contact.fields, 'tag').flatMap((id) => known.get(id) ?? []);
  return (
    <div className={css.tags}>
      <ul className={css.chips}>
        {tags.map(({ id, name, color }) => (
          <li key={id} className={css.chip}>
            <TagChip
              name={name}
              color={color}
              removeLabel={t('tag_remove', name)}
              onRemove={() => set({ [`tag/${id}`]: null })}
            />
          </li>
        ))}
        {!isOpen && (
          <li>
            <Button
              size="s"
              icon={<Plus aria-hidden />}
              className={css.plus ?? ''}
              onPress={() => setOpen(true)}
              ref={plus}
            >
              {t('tag_add')}
            </Button>
          </li>
        )}
      </ul>
      {isOpen && <TagPicker contact={contact} onClose={() => setOpen(false)} />}
    </div>
  );
}
