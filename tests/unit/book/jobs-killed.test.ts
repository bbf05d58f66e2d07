import 'fake-indexeddb/auto';
import { describe, expect, test } from 'vitest';
import { deviceContext } from '#lib/book/context.ts';
import { doBatch } from '#lib/book/do-batch.ts';
import type { JobWork, OwnWork } from '#lib/messages/jobs.ts';
import { LOCAL_WORKSPACE } from '#lib/store/db.ts';
import { allJobs } from '#lib/store/jobs.ts';
import { openWorkspace } from '#lib/store/workspace.ts';
import { freshLocal } from './open-book.ts';
import { ended, open, ownClock, people, tagged } from './working.ts';

freshLocal();
ownClock();

describe('a worker that is killed', () => {
  const context = deviceContext(async () => null);

  test.each([1, 2])(
    'B64, B65: after %i batches leaves the rest to the next, none twice and none left out',
    async (batches) => {
      const { id: tag } = await open().putTag({ name: 'A' });
      const ids = await people(open(), 550);
      // A job as a worker leaves it that dies between two batches: nothing but what is on disk.
      const job = await open().startJob({ do: 'delete' }, { ids: ids.slice(0, 520) });
      const db = await openWorkspace(LOCAL_WORKSPACE);
      await db.jobs.update(job.id, { state: 'running', work: { do: 'tag', tags: [tag] } });
      for (let i = 0; i < batches; i++) {
        const [at] = await allJobs(db);
        if (at) await doBatch(db, context, at.work as JobWork | OwnWork, at);
      }
      expect(await allJobs(db)).toMatchObject([{ done: batches * 200, changed: batches * 200 }]);
      db.close();
      const next = open();
      await next.wake();
      expect(await ended(next, job.id)).toMatchObject({
        state: 'done',
        done: 520,
        changed: 520,
        unchanged: 0,
      });
      expect(await next.count([tagged(tag)])).toEqual([520]);
    },
  );

  test('B65: two workers at once do each contact once', async () => {
    const [one, two] = [open(), open()];
    const { id: tag } = await one.putTag({ name: 'A' });
    const ids = await people(one, 450);
    const { id } = await one.startJob({ do: 'tag', tags: [tag] }, { ids });
    await two.wake();
    expect(await ended(two, id)).toMatchObject({ done: 450, changed: 450, unchanged: 0, refused: 0 });
    expect(await two.count([tagged(tag)])).toEqual([450]);
    const db = await openWorkspace(LOCAL_WORKSPACE);
    expect(await db.jobParts.count()).toBe(0);
    db.close();
  });

  test('one taken back while it runs stops there, and tells what it has done', async () => {
    const book = open();
    const { id: tag } = await book.putTag({ name: 'A' });
    const ids = await people(book, 400);
    const { id } = await book.startJob({ do: 'tag', tags: [tag] }, { ids });
    await book.cancelJob(id);
    const told = await ended(book, id);
    expect(told.state).toBe('cancelled');
    await book.wake();
    expect(await book.count([tagged(tag)])).toEqual([(await ended(book, id)).changed]);
    expect(told.done).toBeLessThan(400);
  });
});
