import type { MessageSender } from '#lib/messages/caller.ts';
import { sessionShelf } from '#lib/settings/session.ts';

/** Milliseconds within which a frame must show its word: it is handed over as soon as the frame has loaded. */
const WORD_LIFE = 60_000;

/** Which sidebar documents may be answered: those that showed a word given to their tab, each word once (law 9). */
export type Grants = {
  /** A word for the sidebar of a tab. */
  give(tabId: number): Promise<string>;
  /** Takes a word from a sidebar document; false for one that is unknown, used, old or of another tab. */
  take(word: string, sender: MessageSender): Promise<boolean>;
  granted(sender: MessageSender): Promise<boolean>;
  /** The tab is closed: nothing of it is granted any more. */
  forget(tabId: number): Promise<void>;
};

type Word = { tabId: number; until: number };

export function keepGrants(now: () => number = Date.now): Grants {
  const words = sessionShelf<Word>('frame-word');
  const documents = sessionShelf<number>('granted');
  const loaded = Promise.all([words.all(), documents.all()]);

  return {
    async give(tabId) {
      const [given] = await loaded;
      const word = crypto.randomUUID();
      const entry = { tabId, until: now() + WORD_LIFE };
      given.set(word, entry);
      await words.put(word, entry);
      return word;
    },
    async take(word, sender) {
      const [given, granted] = await loaded;
      const entry = given.get(word);
      if (!entry || entry.tabId !== sender.tab?.id) return false;
      given.delete(word);
      await words.remove(word);
      if (entry.until < now()) return false;
      granted.set(documentKey(sender), entry.tabId);
      await documents.put(documentKey(sender), entry.tabId);
      return true;
    },
    async granted(sender) {
      const [, granted] = await loaded;
      return granted.get(documentKey(sender)) === sender.tab?.id && sender.tab?.id !== undefined;
    },
    async forget(tabId) {
      const [given, granted] = await loaded;
      const oldWords = [...given].filter(([, entry]) => entry.tabId === tabId).map(([word]) => word);
      const oldDocuments = [...granted].filter(([, tab]) => tab === tabId).map(([key]) => key);
      for (const word of oldWords) given.delete(word);
      for (const key of oldDocuments) granted.delete(key);
      await Promise.all([...oldWords.map(words.remove), ...oldDocuments.map(documents.remove)]);
    },
  };
}

/** The very document; where the browser names none, its frame, which is ours as long as it exists. */
function documentKey({ documentId, tab, frameId }: MessageSender): string {
  return documentId ?? `${tab?.id ?? ''}.${frameId ?? ''}`;
}
