import { attributeName } from '#components/contact/attribute-words.ts';
import type { Target } from '#lib/exchange/target.ts';
import { channelName } from '#lib/i18n/names.ts';
import { t } from '#lib/i18n/words.ts';
import { channelFacts } from '#lib/model/channel.ts';
import type { Attribute } from '#lib/messages/definitions.ts';

/** Targets that have another name as attributes of a contact. */
const ATTRIBUTES: Record<string, string> = { email: 'emails', phone: 'phones', note: 'notes' };

/** What a column of a file is about, in words: on import as what it becomes, on export as its heading. */
export function targetName(target: Target, attributes: readonly Attribute[]): string {
  if (target === 'skip') return t('import_skip');
  if (target === 'middleName') return t('import_middle_name');
  if (target === 'id') return 'ID';
  if (target.startsWith('sender/')) return senderName(target.slice('sender/'.length));
  return attributeName(ATTRIBUTES[target] ?? target, attributes);
}

function senderName(channel: string): string {
  return channelName(channel, channelFacts(channel).name);
}
