import { ChannelMark } from '#components/ui/channel-mark.tsx';
import { channelName } from '#lib/i18n/names.ts';
import { channelFacts } from '#lib/model/channel.ts';

/** The mark of a channel by its id. `isNamed`: the channel's name is not written beside it. */
export function SenderMark({ channel, isNamed = false }: { channel: string; isNamed?: boolean }) {
  const { mark, color } = channelFacts(channel);
  return <ChannelMark mark={mark} color={color} {...(isNamed && { label: nameOfChannel(channel) })} />;
}

/** A channel's name as people know it. */
export function nameOfChannel(channel: string): string {
  const known = channelFacts(channel);
  return channelName(known === channelFacts('') ? 'other' : channel, known.name);
}
