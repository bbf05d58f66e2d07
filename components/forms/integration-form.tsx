import { useState, type KeyboardEvent } from 'react';
import { Button } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { problemText } from '#components/problem-text.ts';
import { useWrite } from '#components/use-book.ts';
import { useOnce } from '#components/use-once.ts';
import { t } from '#lib/i18n/words.ts';
import type { Integration } from '#lib/messages/book.ts';
import { cleanText } from '#lib/model/text.ts';
import { ChannelSelect } from './sender-row.tsx';
import css from './forms.module.css';

const LIMIT = 200;

/**
 * One of the team's own accounts: channel, name, address (A25). Not a `form` of its own, since it also stands inside the
 * contact's; Enter saves it all the same, and saves it alone.
 */
export function IntegrationForm(props: {
  integration?: Integration;
  onSaved: (integration: Integration) => void;
  onCancel: () => void;
}) {
  const { onSaved, onCancel } = props;
  const [given, setGiven] = useState(() => props.integration ?? empty());
  const [submitted, setSubmitted] = useState(false);
  const save = useWrite(useOnce((book, { id, ...rest }: Integration) => book.putIntegration(rest, id)));
  const ready = { ...given, name: cleanText(given.name), address: cleanText(given.address) };
  const submit = () => {
    setSubmitted(true);
    if (ready.name !== '' && ready.address !== '') save.mutate(ready, { onSuccess: () => onSaved(ready) });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    submit();
  };
  return (
    <fieldset aria-label={t('form_new_integration')} className={css.integrationForm}>
      <ChannelSelect
        showLabel
        value={given.channel}
        onChange={(channel) => setGiven({ ...given, channel })}
      />
      <TextField
        label={t('integration_name')}
        value={given.name}
        onChange={(name) => setGiven({ ...given, name })}
        onKeyDown={keys}
        maxLength={LIMIT}
        hint={t('integration_name_hint')}
        error={submitted && ready.name === '' ? t('integration_needs_name') : null}
        autoFocus
      />
      <TextField
        label={t('integration_address')}
        value={given.address}
        onChange={(address) => setGiven({ ...given, address })}
        onKeyDown={keys}
        maxLength={LIMIT}
        hint={t('integration_address_hint')}
        error={submitted && ready.address === '' ? t('integration_needs_address') : problemText(save.error)}
      />
      <div className={css.buttons}>
        <Button size="s" onPress={onCancel}>
          {t('cancel')}
        </Button>
        <Button size="s" variant="primary" isBusy={save.isPending} onPress={submit}>
          {t('form_save')}
        </Button>
      </div>
    </fieldset>
  );
}

/** The id is made here, so that whoever asked for the integration can choose it at once. */
function empty(): Integration {
  return { id: crypto.randomUUID(), channel: 'email', name: '', address: '' };
}
