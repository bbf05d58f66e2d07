import { isAPIError } from 'better-auth/api';
import type { Auth } from '#server/auth/auth.ts';

export type DeviceAnswer = 'approved' | 'denied';
export type DeviceState = 'pending' | 'used' | 'unknown';

/** A user code as it is compared: people type it small, with spaces and dashes. */
export function readUserCode(text: string): string {
  return text
    .toUpperCase()
    .replace(/[^A-Z0-9]/gu, '')
    .slice(0, 16);
}

/** How a code is shown: in two halves, which are easier to compare. */
export function showUserCode(code: string): string {
  return code.length === 8 ? `${code.slice(0, 4)}-${code.slice(4)}` : code;
}

/** What is known of a code, without touching it. */
export async function deviceState(auth: Auth, code: string): Promise<DeviceState> {
  const { adapter } = await auth.$context;
  const row = await adapter.findOne<{ status: string; expiresAt: Date }>({
    model: 'deviceCode',
    where: [{ field: 'userCode', value: code }],
  });
  if (!row || row.expiresAt < new Date()) return 'unknown';
  return row.status === 'pending' ? 'pending' : 'used';
}

/**
 * A signed-in person lets a device in, or does not. The code is bound to them first: it cannot be answered twice, nor
 * by two people.
 * @returns whether it could still be answered
 */
export async function answerDevice(
  auth: Auth,
  cookie: string,
  code: string,
  answer: DeviceAnswer,
): Promise<boolean> {
  const headers = new Headers({ cookie });
  try {
    await auth.api.deviceVerify({ query: { user_code: code }, headers });
    if (answer === 'approved') await auth.api.deviceApprove({ body: { userCode: code }, headers });
    else await auth.api.deviceDeny({ body: { userCode: code }, headers });
    return true;
  } catch (error) {
    if (isAPIError(error) && error.statusCode < 500) return false;
    throw error;
  }
}
