import { createHmac } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Tables } from '#server/db/schema.ts';

export type Limit = { name: string; most: number; seconds: number };

/**
 * Counts in the database, so that several processes count together. Keys are hashed with the server's secret:
 * neither addresses nor e-mails lie there.
 */
export type Limits = {
  /** Counts one more. @returns seconds to wait where that is too many, else null */
  count: (limit: Limit, key: string) => Promise<number | null>;
  /** Takes one back that was right after all. */
  giveBack: (limit: Limit, key: string) => Promise<void>;
};

export function createLimits(db: Kysely<Tables>, secret: string, now: () => Date): Limits {
  const bucketOf = (limit: Limit, key: string) =>
    `${limit.name}:${createHmac('sha256', secret).update(`${limit.name}\n${key}`).digest('base64url')}`;
  const seconds = () => Math.floor(now().getTime() / 1000);
  return {
    count: (limit, key) => countOne(db, limit, bucketOf(limit, key), seconds()),
    giveBack: async (limit, key) => {
      await db
        .updateTable('limit_bucket')
        .set({ count: sql`count - 1` })
        .where('bucket', '=', bucketOf(limit, key))
        .where('count', '>', 0)
        .execute();
    },
  };
}

/** One statement counts and tells, so that two requests at once are two. */
async function countOne(
  db: Kysely<Tables>,
  limit: Limit,
  bucket: string,
  now: number,
): Promise<number | null> {
  const fresh = now + limit.seconds;
  const row = await db
    .insertInto('limit_bucket')
    .values({ bucket, count: 1, ends_at: fresh })
    .onConflict((conflict) =>
      conflict.column('bucket').doUpdateSet({
        count: sql`case when limit_bucket.ends_at <= ${now} then 1 else limit_bucket.count + 1 end`,
        ends_at: sql`case when limit_bucket.ends_at <= ${now} then ${fresh} else limit_bucket.ends_at end`,
      }),
    )
    .returning(['count', 'ends_at'])
    .executeTakeFirstOrThrow();
  return row.count > limit.most ? Math.max(1, row.ends_at - now) : null;
}

/** Buckets whose time is over; called now and then. */
export async function sweepLimits(db: Kysely<Tables>, now: Date): Promise<void> {
  await db
    .deleteFrom('limit_bucket')
    .where('ends_at', '<', Math.floor(now.getTime() / 1000))
    .execute();
}
