import { channelFacts } from '#lib/model/channel.ts';
import { readPhone } from '#lib/model/phone.ts';
import { senderKey, type Sender } from '#lib/model/sender.ts';
import { cleanText } from '#lib/model/text.ts';

/**
 * A sender as the server stores it: its key made anew, never taken from the client (sync.md, section 8). A national
 * phone number is read in the country that the client's own key is of.
 * @returns null where the value is no identity on its channel
 */
export function readSender(given: Sender): Sender | null {
  const country =
    channelFacts(given.channel).kind === 'phone' ? (readPhone(given.key, null)?.country ?? null) : null;
  const made = senderKey(given.channel, given.value, country);
  return 'key' in made ? { ...given, key: made.key, value: cleanText(given.value) } : null;
}

/** All of them, each identity once; null where one of them is none. */
export function readSenders(given: readonly Sender[]): Sender[] | null {
  const read = new Map<string, Sender>();
  for (const one of given) {
    const sender = readSender(one);
    if (!sender) return null;
    const id = `${sender.channel}\n${sender.key}`;
    if (!read.has(id)) read.set(id, sender);
  }
  return [...read.values()];
}
