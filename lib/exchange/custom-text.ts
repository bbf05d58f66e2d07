import type { CustomType } from '#lib/model/attribute.ts';
import { foldText } from '#lib/model/text.ts';

const YES = new Set(['true', 'yes', 'y', '1', 'x', 'oui', 'o', 'vrai', 'tak', 't', 'prawda', 'on']);
const NO = new Set(['false', 'no', 'n', '0', 'non', 'faux', 'nie', 'falsz', 'off', '-']);

/**
 * A value as files write it, as a person types it into an attribute of this type: a box is ticked by `yes`, `tak`, `x`;
 * a day is read where it can be only one (31.12.2026, 31/12/2026, 2026-12-31T..). '' where it says that there is none.
 */
export function customText(type: CustomType, text: string): string {
  if (type === 'checkbox') return boxText(foldText(text), text);
  return type === 'date' ? dayText(text.trim()) : text;
}

function boxText(key: string, text: string): string {
  if (YES.has(key)) return 'true';
  return NO.has(key) ? '' : text;
}

function dayText(text: string): string {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/u.exec(text);
  if (iso) return day(iso[1], iso[2], iso[3]);
  const european = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/u.exec(text);
  if (european) return day(european[3], european[2], european[1]);
  const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/u.exec(text);
  // 03/04/2026 is a day in March to some and in April to others: it is not guessed.
  if (slashed && Number(slashed[1]) > 12) return day(slashed[3], slashed[2], slashed[1]);
  if (slashed && (Number(slashed[2]) > 12 || slashed[1] === slashed[2]))
    return day(slashed[3], slashed[1], slashed[2]);
  return text;
}

const day = (year = '', month = '', date = '') =>
  `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
