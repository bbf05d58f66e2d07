export const PASSWORD_LEAST = 12;
const PASSWORD_MOST = 128;

export type PasswordProblem = 'password_short' | 'password_long' | 'password_plain' | 'password_yours';

// What guessing begins with, once digits and signs at the ends are taken off.
const COMMON =
  /^(?:password|passwort|passord|motdepasse|haslo|hasło|qwerty(?:uiop)?|azerty(?:uiop)?|letmein|welcome|iloveyou|admin(?:istrator)?|carnet|contacts?|abcdef\w*)+$/iu;

/**
 * Whether a password can be chosen: at least 12 characters, not one of the first that are guessed, nor made of one's
 * own address or name. No classes of characters are asked for: length is what counts (NIST SP 800-63B, 5.1.1).
 */
export function judgePassword(password: string, about: readonly string[]): PasswordProblem | null {
  const letters = Array.from(password);
  if (letters.length < PASSWORD_LEAST) return 'password_short';
  if (password.length > PASSWORD_MOST) return 'password_long';
  if (new Set(letters).size < 5) return 'password_plain';
  const core = password.toLowerCase().replace(/^[\d\W_]+|[\d\W_]+$/gu, '');
  if (core.length < 3 || COMMON.test(core)) return 'password_plain';
  return about.some((text) => isMadeOf(core, text)) ? 'password_yours' : null;
}

function isMadeOf(core: string, text: string): boolean {
  const own = text
    .toLowerCase()
    .replace(/@.*$/u, '')
    .replace(/[\s._-]/gu, '');
  return own.length >= 4 && core.replace(/[\s._-]/gu, '').replaceAll(own, '').length < 4;
}
