import { useState } from 'react';
import { Undo2, X } from 'lucide-react';
import { ChannelMark } from '#components/ui/channel-mark.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { TextField } from '#components/ui/text-field.tsx';
import { channelName } from '#lib/i18n/names.ts';
import { plural, t } from '#lib/i18n/words.ts';
import { channelFacts } from '#lib/model/channel.ts';
import { foldText } from '#lib/model/text.ts';
import { senderId, type AttachedSender } from './form-draft.ts';
import css from './forms.module.css';

/** From here on a filter above the list is worth its place. */
const MANY = 12;

/**
 * The senders a contact has: each can be let go of, and taken back until the form is saved. Removing one is owners' and
 * managers' (B14); to others the list only reads.
 */
export function AttachedSenders(props: {
  all: readonly AttachedSender[];
  kept: readonly AttachedSender[];
  mayRemove: boolean;
  onChange: (kept: AttachedSender[]) => void;
}) {
  const { all, kept, mayRemove, onChange } = props;
  const [filter, setFilter] = useState('');
  if (all.length === 0) return null;
  const ids = new Set(kept.map(senderId));
  const wanted = foldText(filter);
  const shown = all.filter(({ value }) => foldText(value).includes(wanted));
  const toggle = (sender: AttachedSender) =>
    onChange(all.filter((one) => ids.has(senderId(one)) !== (senderId(one) === senderId(sender))));
  return (
    <div className={css.attached}>
      {all.length > MANY && (
        <TextField
          label={t('form_filter_senders')}
          hideLabel
          placeholder={t('form_filter_senders')}
          value={filter}
          onChange={setFilter}
          suffix={<span className={css.small}>{plural('form_sender_count', kept.length)}</span>}
        />
      )}
      <ul className={css.attachedList} aria-label={t('senders')}>
        {shown.map((sender) => (
          <AttachedRow
            key={senderId(sender)}
            sender={sender}
            isKept={ids.has(senderId(sender))}
            onToggle={mayRemove ? () => toggle(sender) : null}
          />
        ))}
      </ul>
      {!mayRemove && <p className={css.small}>{t('form_detach_needs_role')}</p>}
    </div>
  );
}

function AttachedRow(props: { sender: AttachedSender; isKept: boolean; onToggle: (() => void) | null }) {
  const { sender, isKept, onToggle } = props;
  const { name, mark, color } = channelFacts(sender.channel);
  return (
    <li className={css.attachedRow}>
      <ChannelMark mark={mark} color={color} label={channelName(sender.channel, name)} />
      <span className={classNames(css.attachedValue, !isKept && css.gone)} dir="auto" title={sender.value}>
        {sender.value}
      </span>
      {!isKept && <span className={css.small}>{t('form_sender_removed')}</span>}
      {onToggle && (
        <IconButton
          size="s"
          label={t(isKept ? 'form_remove_sender' : 'form_keep_sender', sender.value)}
          icon={isKept ? <X aria-hidden /> : <Undo2 aria-hidden />}
          onPress={onToggle}
        />
      )}
    </li>
  );
}
