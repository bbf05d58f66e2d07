import { useState } from 'react';
import css from '#components/ui/flag.module.css';

/**
 * A country's flag, a picture of its own that the browser loads when it is shown (the build puts them into `flags/`).
 * @param code ISO 3166 alpha-2
 * @param label the country's name, where it is not written beside the flag
 */
export function Flag({ code, label = '' }: { code: string; label?: string }) {
  const [missing, setMissing] = useState<string | null>(null);
  if (!/^[A-Z]{2}$/u.test(code) || missing === code) return label ? <span>{label}</span> : null;
  return (
    <img
      className={css.flag}
      src={`/flags/${code}.svg`}
      alt={label}
      width={17}
      height={12}
      loading="lazy"
      onError={() => setMissing(code)}
    />
  );
}
