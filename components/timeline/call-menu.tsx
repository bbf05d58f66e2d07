import { lazy, Suspense, useState } from 'react';
import { Phone, Settings2 } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Menu, type MenuEntry } from '#components/ui/menu.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { itemsOf } from '#components/contact/many-values.ts';
import { problemText } from '#components/problem-text.ts';
import { openAway } from '#components/timeline/open-away.ts';
import { useWrite } from '#components/use-book.ts';
import { useSetting } from '#components/use-setting.ts';
import { t } from '#lib/i18n/words.ts';
import type { ContactView } from '#lib/messages/book.ts';
import { callUrl, type CallChoice } from '#lib/model/call-link.ts';
import { callChoice } from '#lib/settings/settings.ts';

const CallDialog = lazy(() =>
  import('#components/timeline/call-dialog.tsx').then(({ CallDialog }) => ({ default: CallDialog })),
);

/** Calls one of a contact's numbers (E34); at the first call it asks what to call by (E35). */
export function CallMenu({ contact }: { contact: ContactView }) {
  const [choice, choose] = useSetting(callChoice);
  const [asked, setAsked] = useState<{ number: string | null } | null>(null);
  const say = useToast();
  const note = useWrite((book, number: string) => book.putCall(contact.id, number));
  const call = (by: CallChoice, number: string) => {
    const url = callUrl(by, number);
    if (url === null) return setAsked({ number });
    openAway(url);
    say({ words: t('call_begun', number) });
    return note.mutate(number, { onError: (error) => say({ words: problemText(error), tone: 'bad' }) });
  };
  const numbers = itemsOf(contact, 'phone').toSorted((a, b) => Number(b.isPrimary) - Number(a.isPrimary));
  return (
    <>
      <Menu
        label={t('call_button')}
        entries={entries(numbers, {
          call: (number) => (choice ? call(choice, number) : setAsked({ number })),
          change: choice && (() => setAsked({ number: null })),
          service: choice ? serviceWords(choice) : '',
        })}
      >
        <Button icon={<Phone aria-hidden />}>{t('call_button')}</Button>
      </Menu>
      {asked && (
        <Suspense>
          <CallDialog
            number={asked.number}
            choice={choice}
            onClose={() => setAsked(null)}
            onChoose={(chosen) => {
              choose(chosen);
              setAsked(null);
              if (asked.number !== null) call(chosen, asked.number);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

type Acts = { call: (number: string) => void; change: (() => void) | null; service: string };

function entries(numbers: { key: string; value: string }[], { call, change, service }: Acts): MenuEntry[] {
  const all = numbers.map(({ key, value }): MenuEntry => ({
    id: key,
    words: value,
    icon: <Phone aria-hidden />,
    onAction: () => call(key),
  }));
  const none = {
    id: 'none',
    words: t('call_button'),
    unavailable: t('call_none'),
    onAction: () => undefined,
  };
  const other = {
    id: 'service',
    words: service,
    icon: <Settings2 aria-hidden />,
    onAction: () => change?.(),
  };
  return [...(all.length > 0 ? all : [none]), ...(change ? [other] : [])];
}

const serviceWords = ({ service }: CallChoice) => t('call_with', t(`call_service_${service}`));
