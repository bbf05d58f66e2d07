import { randomInt } from 'node:crypto';

/** Without those that are mistaken for one another on paper. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const COUNT = 10;
const LENGTH = 10;

/** Ten codes that each stand once for the second factor, like `k7m2q-9xhpt`: 49 bits each. */
export function makeBackupCodes(): string[] {
  return Array.from({ length: COUNT }, () =>
    inHalves(Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)] ?? '').join('')),
  );
}

const inHalves = (code: string) => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;

/** What somebody typed as their second factor: an app's six digits, or a backup code however it was spaced. */
export function readSecondFactor(text: string): { kind: 'app' | 'backup'; code: string } {
  const core = text.toLowerCase().replace(/[^a-z0-9]/gu, '');
  if (/^\d{6}$/u.test(core)) return { kind: 'app', code: core };
  return { kind: 'backup', code: inHalves(core.slice(0, 32)) };
}
