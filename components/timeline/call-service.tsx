import { Select } from '#components/ui/select.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { t } from '#lib/i18n/words.ts';
import { CALL_SERVICES, isCallTemplate, type CallChoice } from '#lib/model/call-link.ts';
import css from './timeline.module.css';

export type CallServiceProps = {
  choice: CallChoice;
  onChange: (choice: CallChoice) => void;
  /** Says what is wrong with an address that cannot call. */
  isTried?: boolean;
};

/** What numbers are called by (E35): a program of the machine, or an address of the agent's own service. */
export function CallService({ choice, onChange, isTried = true }: CallServiceProps) {
  const { service, template = '' } = choice;
  const isWrong = isTried && template !== '' && !isCallTemplate(template);
  return (
    <div className={css.stack}>
      <Select
        label={t('call_service')}
        placeholder={t('call_service')}
        choices={CALL_SERVICES.map((id) => ({ id, name: t(`call_service_${id}`) }))}
        value={service}
        onChange={(id) => onChange({ ...choice, service: CALL_SERVICES.find((one) => one === id) ?? 'tel' })}
      />
      {service === 'custom' && (
        <TextField
          label={t('call_template')}
          type="url"
          autoComplete="off"
          maxLength={1000}
          value={template}
          onChange={(text) => onChange({ ...choice, template: text })}
          hint={t('call_template_hint')}
          error={isWrong && t('call_template_wrong')}
        />
      )}
    </div>
  );
}

export const canCall = ({ service, template = '' }: CallChoice) =>
  service !== 'custom' || isCallTemplate(template);
