import { useState } from 'react';
import { Plus } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { ChannelMark } from '#components/ui/channel-mark.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { useIntegrations } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import type { Integration } from '#lib/messages/book.ts';
import { channelFacts } from '#lib/model/channel.ts';
import { IntegrationForm } from './integration-form.tsx';
import css from './forms.module.css';

/** Which of the team's own accounts the person writes to (A24, A25); one that is missing is made on the spot. */
export function IntegrationsField(props: { value: string[]; onChange: (ids: string[]) => void }) {
  const { value, onChange } = props;
  const { data: all = [] } = useIntegrations();
  const [isMaking, setMaking] = useState(false);
  const toggle = (id: string, on: boolean) =>
    onChange(on ? [...value, id] : value.filter((one) => one !== id));
  const made = ({ id }: { id: string }) => {
    setMaking(false);
    onChange([...value, id]);
  };
  return (
    <fieldset className={css.group}>
      <legend className={css.legend}>{t('integrations')}</legend>
      <p className={css.small}>{all.length > 0 ? t('form_integrations_hint') : t('form_no_integrations')}</p>
      {all.length > 0 && (
        <div className={css.checks}>
          {all.map((integration) => (
            <IntegrationCheck
              key={integration.id}
              integration={integration}
              isSelected={value.includes(integration.id)}
              onChange={(on) => toggle(integration.id, on)}
            />
          ))}
        </div>
      )}
      {isMaking ? (
        <div className={css.inset}>
          <IntegrationForm onSaved={made} onCancel={() => setMaking(false)} />
        </div>
      ) : (
        <div>
          <Button size="s" variant="quiet" icon={<Plus aria-hidden />} onPress={() => setMaking(true)}>
            {t('form_new_integration')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

function IntegrationCheck(props: {
  integration: Integration;
  isSelected: boolean;
  onChange: (isSelected: boolean) => void;
}) {
  const { channel, name, address } = props.integration;
  const { mark, color } = channelFacts(channel);
  return (
    <Checkbox isSelected={props.isSelected} onChange={props.onChange} className={css.check ?? ''}>
      <span className={css.account}>
        <ChannelMark mark={mark} color={color} />
        <span className={css.accountWords}>
          <span className={css.accountName} dir="auto">
            {name}
          </span>{' '}
          {address !== name && (
            <span className={css.accountAddress} dir="auto">
              {address}
            </span>
          )}
        </span>
      </span>
    </Checkbox>
  );
}
