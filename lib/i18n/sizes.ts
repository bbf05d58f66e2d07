import { language } from '#lib/i18n/words.ts';

const STEP = 1000;

/** Bytes as a person says them: "12 kB", "3.4 MB". */
export function formatBytes(bytes: number): string {
  const unit = bytes < STEP ? 'byte' : bytes < STEP * STEP ? 'kilobyte' : 'megabyte';
  const divisor = { byte: 1, kilobyte: STEP, megabyte: STEP * STEP }[unit];
  const digits = unit === 'megabyte' ? 1 : 0;
  return new Intl.NumberFormat(language(), {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: digits,
  }).format(bytes / divisor);
}
