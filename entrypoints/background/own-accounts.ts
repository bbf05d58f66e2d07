import { emailKey } from '#lib/model/email.ts';
import { accountsSeen } from '#lib/settings/settings.ts';

/** Own accounts that are remembered. */
const MOST = 20;

/** Remembers an own account that a page named, to be proposed for those never captured (G11): a mailbox, once. */
export async function rememberAccount(account: string | undefined): Promise<void> {
  const key = emailKey(account ?? '');
  if (key === null) return;
  const seen = await accountsSeen.getValue();
  if (!seen.includes(key)) await accountsSeen.setValue([...seen, key].slice(-MOST));
}
