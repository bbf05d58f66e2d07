import { useState } from 'react';
import { Power } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { t } from '#lib/i18n/words.ts';
import { patternTyped } from '#lib/settings/sites.ts';
import type { Site } from '#lib/sites/site.ts';
import { hostOf, siteName } from './site-words.tsx';
import { useSwitch } from './use-switch.ts';
import css from './sites.module.css';

export type AddressFormProps = {
  /** What stands there; any page where it is left out. */
  site?: Site;
  /** Typed already. */
  begun?: string;
  autoFocus?: boolean;
  onDone?: () => void;
};

/** Switches on whatever stands at an address that is typed: a webmail, a shop or a helpdesk on the team's own host. */
export function AddressForm({ site, begun = '', autoFocus = false, onDone }: AddressFormProps) {
  const [typed, setTyped] = useState(begun);
  const [isWrong, setWrong] = useState(false);
  const pattern = patternTyped(typed);
  const { isBusy, on } = useSwitch(pattern ? hostOf(pattern) : '');
  const ask = async (pattern: string) => {
    if (!(await on([pattern], site?.id))) return;
    setTyped('');
    onDone?.();
  };
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    setWrong(pattern === null);
    if (pattern) void ask(pattern);
  };
  return (
    <form className={css.address} onSubmit={submit}>
      <TextField
        label={site ? t('sites_address_of', siteName(site)) : t('sites_address')}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          setWrong(false);
        }}
        hint={t('sites_address_hint')}
        error={isWrong && t('sites_address_wrong')}
        inputMode="url"
        autoComplete="off"
        autoFocus={autoFocus}
        maxLength={2048}
        onKeyDown={(event) => event.key === 'Escape' && onDone?.()}
      />
      <span className={css.acts}>
        <Button type="submit" icon={<Power aria-hidden />} isBusy={isBusy}>
          {t('sites_switch_on_short')}
        </Button>
        {onDone && (
          <Button variant="quiet" onPress={onDone}>
            {t('sites_cancel_address')}
          </Button>
        )}
      </span>
    </form>
  );
}
