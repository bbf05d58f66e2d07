import { TextCursorInput } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Menu, type MenuEntry } from '#components/ui/menu.tsx';
import { useInsert } from '#components/contact/insert.tsx';
import { ordersOf } from '#components/contact/orders.ts';
import { calledName } from '#components/contact/proposed-name.ts';
import { language, t } from '#lib/i18n/words.ts';
import type { ContactView } from '#lib/messages/book.ts';
import { greetingIn } from '#lib/model/greeting.ts';

/** Orders that are offered; a buyer may have hundreds. */
const MOST = 8;

/** What an answer begins with or names: a greeting in the contact's language, the name, order numbers (R11). */
export function InsertMenu({ contact }: { contact: ContactView }) {
  const insert = useInsert();
  if (!insert) return null;
  const entries = textsOf(contact).map(({ words, text }): MenuEntry => ({
    id: words,
    words,
    onAction: () => insert(text),
  }));
  return (
    <Menu label={t('insert_menu')} entries={entries}>
      <Button aria-label={t('insert_menu')} icon={<TextCursorInput aria-hidden />}>
        {t('sidebar_insert')}
      </Button>
    </Menu>
  );
}

function textsOf(contact: ContactView): { words: string; text: string }[] {
  const called = calledName(contact);
  const greeting = greetingIn(contact.language ?? language(), called) ?? greetingIn(language(), called) ?? '';
  return [
    { words: t('insert_greeting', greeting), text: `${greeting} ` },
    { words: contact.name, text: contact.name },
    ...ordersOf(contact)
      .slice(-MOST)
      .toReversed()
      .map(({ number }) => ({ words: t('insert_order', number), text: number })),
  ];
}
