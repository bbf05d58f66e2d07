import { BookDb } from './db.ts';
import { getMeta, setMeta } from './meta.ts';
import { guardStorage } from './refusal.ts';

/** Opens a workspace's replica, making it where there is none. @throws Refusal `storage_blocked` */
export async function openWorkspace(workspace: string): Promise<BookDb> {
  const db = new BookDb(workspace);
  await guardStorage(() => db.open());
  return db;
}

/** Whose unsent changes this replica shows and sends: a user id of the server. */
export async function setUser(db: BookDb, userId: string): Promise<void> {
  // Said at every start of a worker: writing it anew would have the first question wait for the disk.
  if ((await userOf(db)) !== userId) await guardStorage(() => setMeta(db, 'user', { id: userId }));
}

/** Who works here: a user id of the server; '' while working alone. */
export async function userOf(db: BookDb): Promise<string> {
  return (await guardStorage(() => getMeta(db, 'user'))).id;
}

/** Deletes everything of a workspace from this device, unsent changes too: after signing out, or no longer a member. */
export function wipe(db: BookDb): Promise<void> {
  return guardStorage(() => db.delete());
}
