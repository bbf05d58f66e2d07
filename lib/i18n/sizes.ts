import { language } from '#lib/i18n/words.ts';

const STEP = 1000;

/** Bytes as a person says them: "1 kB", "3.4 MB". */
export function formatBytes(bytes: number): string {
  const isLarge = bytes >= STEP * STEP;
  const value = isLarge ? bytes / STEP / STEP : Math.max(1, Math.round(bytes / STEP));
  return new Intl.NumberFormat(language(), {
    style: 'unit',
    unit: isLarge ? 'megabyte' : 'kilobyte',
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(value);
}
