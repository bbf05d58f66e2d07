import type { ReactNode } from 'react';
import { Check } from 'lucide-react';
import { ListBoxItem } from 'react-aria-components/ListBox';
import { Text } from 'react-aria-components/Text';
import css from '#components/ui/list-box.module.css';

/** One entry of a `Select` or `ComboBox`. */
export type Choice = {
  id: string;
  name: string;
  /** A second, smaller line: what tells two alike apart. */
  detail?: string;
  icon?: ReactNode;
};

/** How an entry looks in the list, the same in `Select` and `ComboBox`. */
export function ChoiceItem({ choice }: { choice: Choice }) {
  return (
    <ListBoxItem id={choice.id} textValue={choice.name} className={css.item ?? ''}>
      {({ isSelected }) => (
        <>
          {choice.icon}
          <span className={css.words}>
            <Text slot="label" className={css.name ?? ''} dir="auto">
              {choice.name}
            </Text>
            {choice.detail && (
              <Text slot="description" className={css.detail ?? ''}>
                {choice.detail}
              </Text>
            )}
          </span>
          {isSelected && <Check aria-hidden />}
        </>
      )}
    </ListBoxItem>
  );
}
