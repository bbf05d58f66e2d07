import type { AddChoice, AddOutcome } from '#lib/messages/book.ts';
import type { Requester } from '#lib/model/requester.ts';
import { t } from '#lib/i18n/words.ts';
import { useToast } from '#components/ui/toast.tsx';
import { useGate } from '#components/ui/use-gate.ts';
import { useWrite } from '#components/use-book.ts';

const SAID = { added: 'sidebar_added', attached: 'sidebar_attached', already: 'sidebar_already' } as const;

/** One click on "Add sender to contacts" (A30 to A33), and what came of it. */
export type Adding = {
  add: (choice?: AddChoice) => void;
  isBusy: boolean;
  /** The sender is on a contact now, by this very click. */
  isDone: boolean;
  /** The book asks back: the name or the sender is another contact's. */
  question: Extract<AddOutcome, { outcome: 'name-taken' | 'sender-taken' }> | null;
  error: Error | null;
};

/** Adds the requester. Pressed twice, also before the button can show that it is busy, it is asked once. */
export function useAddSender(requester: Requester): Adding {
  const say = useToast();
  const write = useWrite((book, choice: AddChoice | undefined) => book.addSender(requester, choice));
  const outcome = write.data;
  const question = outcome?.outcome === 'name-taken' || outcome?.outcome === 'sender-taken' ? outcome : null;
  const gate = useGate();
  const add = (choice?: AddChoice) => {
    if (!gate.enter()) return;
    write.mutate(choice, {
      onSettled: gate.leave,
      onSuccess: ({ outcome, contact }) => {
        if (outcome === 'name-taken' || outcome === 'sender-taken') return;
        say({ words: t(SAID[outcome], contact.name) });
      },
    });
  };
  return {
    add,
    isBusy: write.isPending,
    isDone: outcome !== undefined && question === null,
    question,
    error: write.error,
  };
}
