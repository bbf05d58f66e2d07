import { channelIds } from '#lib/model/channel.ts';
import { PERSON_FIELDS } from '#lib/model/person.ts';

/**
 * What a column is about: a field of a contact by its key, `name`, `middleName`, `email`, `phone`, `organisation`,
 * `tags`, `orders`, `note`, `sender/<channel>`, `custom/<attribute id>`, or `skip`.
 */
export type Target = string;

const PLAIN = ['name', 'middleName', 'email', 'phone', 'organisation', 'tags', 'orders', 'note'] as const;

/** Channels on which people write under a login or profile of their own. */
export const SENDER_TARGETS: readonly Target[] = channelIds
  .filter((id) => id !== 'email' && id !== 'phone')
  .map((id) => `sender/${id}`);

/** All that a column can be about beside the team's own attributes, in the order in which they are offered. */
export const TARGETS: readonly Target[] = ['skip', ...PLAIN, ...PERSON_FIELDS, ...SENDER_TARGETS];

/** Of these every column counts; of the others the first that is not empty. */
export function isMany(target: Target): boolean {
  return /^(?:email|phone|tags|orders|note|sender\/.*)$/u.test(target);
}
