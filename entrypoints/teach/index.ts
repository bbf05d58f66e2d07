import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { callPage } from '#lib/messages/call.ts';
import { untilNewer } from '#lib/on-page/until-newer.ts';
import { readDraft } from './lesson.ts';
import { Teacher } from './teacher.ts';

/**
 * Teach Carnet this page (R15): put into a page by the background when somebody asks for it, and again into the next
 * page of the same application until they have saved or ended. So the script that runs in every page stays small.
 */
export default defineUnlistedScript(() => void start(untilNewer('teacher')));

async function start(signal: AbortSignal): Promise<void> {
  const page = callPage();
  const lesson = await page.lesson().catch(() => null);
  if (!lesson || signal.aborted) return;
  new Teacher({ page, lesson, draft: readDraft(lesson.draft), signal }).begin();
}
