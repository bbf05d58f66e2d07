import { useMemo, type ClipboardEvent, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { ChannelMark } from '#components/ui/channel-mark.tsx';
import { Flag } from '#components/ui/flag.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Select } from '#components/ui/select.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { channelName, countryName } from '#lib/i18n/names.ts';
import { t } from '#lib/i18n/words.ts';
import { channelFacts, channelIds, type SenderKind } from '#lib/model/channel.ts';
import { readPhone } from '#lib/model/phone.ts';
import type { SenderEntry } from './form-draft.ts';
import { CountryField } from './place-fields.tsx';
import css from './forms.module.css';

const VALUE_WORDS = {
  email: 'form_sender_email',
  phone: 'form_sender_phone',
  login: 'form_sender_login',
  profile: 'form_sender_profile',
} as const satisfies Record<SenderKind, string>;

export type SenderRowProps = {
  entry: SenderEntry;
  /** Counted from 1, for the row's name. */
  number: number;
  /** What a national number is read for (R4). */
  country: string | null;
  needsCountry: boolean;
  error: ReactNode;
  onChange: (entry: SenderEntry) => void;
  /** Lines pasted at once: the first stays here, each of the others becomes a row. */
  onPasteLines: (lines: string[]) => void;
  onRemove: (() => void) | null;
  onLeave: () => void;
};

/** One sender that is being typed: its channel, its value, and what a phone number is read as. */
export function SenderRow(props: SenderRowProps) {
  const { entry, number, country, error, onChange, onRemove, onLeave } = props;
  const kind = channelFacts(entry.channel).kind;
  const phone = kind === 'phone' ? readPhone(entry.value, country) : null;
  const paste = (event: ClipboardEvent) => {
    const lines = event.clipboardData
      .getData('text')
      .split(/[\r\n]+/u)
      .map((line) => line.trim())
      .filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    props.onPasteLines(lines);
  };
  return (
    <fieldset aria-label={t('form_sender', number)} className={css.sender} onPaste={paste}>
      <div className={css.channel}>
        <ChannelSelect value={entry.channel} onChange={(channel) => onChange({ ...entry, channel })} />
      </div>
      <div className={css.value}>
        <TextField
          label={t(VALUE_WORDS[kind])}
          hideLabel
          placeholder={t(VALUE_WORDS[kind])}
          value={entry.value}
          onChange={(value) => onChange({ ...entry, value })}
          onBlur={onLeave}
          error={error}
          hint={phone && phoneWords(phone)}
          prefix={phone?.country && <Flag code={phone.country} />}
          inputMode={kind === 'email' ? 'email' : kind === 'phone' ? 'tel' : 'text'}
          autoComplete="off"
        />
      </div>
      {onRemove && (
        <IconButton
          label={t('form_remove_sender', entry.value || t('form_sender', number))}
          icon={<X aria-hidden />}
          onPress={onRemove}
        />
      )}
      {props.needsCountry && (
        <div className={css.whichCountry}>
          <CountryField
            label={t('form_phone_asks')}
            value={entry.country}
            onChange={(chosen) => onChange({ ...entry, country: chosen })}
          />
        </div>
      )}
    </fieldset>
  );
}

function phoneWords({ shown, country }: { shown: string; country: string | null }): string {
  return country === null
    ? t('form_phone_reads', shown)
    : t('form_phone_reads_in', shown, countryName(country));
}

/** The channel a sender or an integration lives on. */
export function ChannelSelect({
  value,
  onChange,
  showLabel = false,
}: {
  value: string;
  onChange: (channel: string) => void;
  showLabel?: boolean;
}) {
  const choices = useMemo(
    () =>
      channelIds.map((id) => {
        const { name, mark, color } = channelFacts(id);
        return { id, name: channelName(id, name), icon: <ChannelMark mark={mark} color={color} /> };
      }),
    [],
  );
  return (
    <Select
      label={t('form_channel')}
      hideLabel={!showLabel}
      placeholder={t('form_channel')}
      choices={choices}
      value={value}
      onChange={onChange}
    />
  );
}
