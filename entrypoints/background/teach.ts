import { browser } from 'wxt/browser';
import type { BookCore } from '#lib/book/book.ts';
import type { PageCaller } from '#lib/messages/caller.ts';
import type { TeachPage } from '#lib/messages/page.ts';
import { ProblemError } from '#lib/messages/problem-error.ts';
import { sessionShelf } from '#lib/settings/session.ts';
import { theme } from '#lib/settings/settings.ts';
import { originOf, readTaught } from '#lib/teach/taught-recipe.ts';
import { isOn, readAnew } from './sites.ts';
import type { Tabs } from './tabs.ts';

const FILE = '/teach.js';

/** What is being taught in a tab. `draft`: the picker's own, kept from one page of the application to the next. */
type Lesson = { origin: string; draft: string; again: string | null };

export type Teacher = {
  /** Puts the picker into a tab's page. @throws no_host_permission where Carnet is not switched on */
  begin(tabId: number, again: string | null): Promise<void>;
  /** A new top document: the lesson goes on where it is of the same application, else it is over. */
  goOn(tabId: number, url: string): Promise<void>;
  /** What the picker of a tab may ask; only while somebody teaches there, and only for its own origin. */
  page(caller: PageCaller): TeachPage;
  forget(tabId: number): Promise<void>;
};

export function keepTeacher(tabs: Tabs, book: Pick<BookCore, 'putTaught' | 'own'>): Teacher {
  const shelf = sessionShelf<Lesson>('lesson');
  const lessonOf = async (tabId: number) => (await shelf.all()).get(String(tabId));
  const end = (tabId: number) => shelf.remove(String(tabId));
  const mine = async ({ tabId, sender }: PageCaller): Promise<Lesson> => {
    const lesson = await lessonOf(tabId);
    if (lesson?.origin !== originAt(sender.url)) throw new ProblemError({ reason: 'not_permitted' });
    return lesson;
  };
  return {
    async begin(tabId, again) {
      const { url = '' } = await browser.tabs.get(tabId);
      if (!(await isOn(url))) throw new ProblemError({ reason: 'no_host_permission' });
      await shelf.put(String(tabId), { origin: originAt(url), draft: '', again });
      await inject(tabId);
    },
    async goOn(tabId, url) {
      const lesson = await lessonOf(tabId);
      if (!lesson) return;
      if (lesson.origin === originAt(url)) await inject(tabId);
      else await end(tabId);
    },
    page: (caller) => ({
      async lesson() {
        const { draft } = await mine(caller);
        const [own, chosen] = await Promise.all([book.own(), theme.getValue()]);
        return { draft, own, theme: chosen };
      },
      async keepLesson(draft) {
        await shelf.put(String(caller.tabId), { ...(await mine(caller)), draft });
      },
      async endLesson() {
        await mine(caller);
        await end(caller.tabId);
      },
      async keepTaught(text, name) {
        const { origin, again } = await mine(caller);
        const read = readTaught(text);
        if ('refused' in read) throw new ProblemError({ reason: read.refused });
        if (originOf(read.recipe) !== origin) throw new ProblemError({ reason: 'not_permitted' });
        const { name: called } = await book.putTaught({ text, name, again });
        await end(caller.tabId);
        await readAnew(tabs, origin);
        return called;
      },
    }),
    forget: end,
  };
}

async function inject(tabId: number): Promise<void> {
  await browser.scripting.executeScript({ target: { tabId }, files: [FILE] }).catch(() => []); // a page being left
}

function originAt(url: string | undefined): string {
  return URL.parse(url ?? '')?.origin ?? '';
}
