import { customKey } from '#lib/model/attribute.ts';
import type { Condition, Filter } from '#lib/model/filter.ts';
import type { Segment, Use } from '#lib/messages/definitions.ts';
import { count } from './filter.ts';
import type { Replica } from './replica.ts';
import { segments } from './segments.ts';

export type Usable = 'tag' | 'organisation' | 'attribute';

/** What a tag, an organisation or an attribute is used by: what its deletion affects (E22, B46). */
export async function usedBy(replica: Replica, kind: Usable, id: string): Promise<Use> {
  const [contacts, all] = await Promise.all([countUsers(replica, kind, id), segments(replica)]);
  const using = all.filter((segment) => isUsedBy(segment, kind, id));
  return { contacts, segments: using.map((segment) => ({ id: segment.id, name: segment.name })) };
}

/** How many contacts have it, or a value of it. */
export async function countUsers(replica: Replica, kind: Usable, id: string): Promise<number> {
  return (await count(replica, [usersOf(kind, id)]))[0] ?? 0;
}

/** The contacts that have it, as a filter. */
export function usersOf(kind: Usable, id: string): Filter {
  const conditions: Record<Usable, Condition> = {
    tag: { attribute: 'tags', is: 'any-of', value: [id] },
    organisation: { attribute: 'organisation', is: 'is', value: id },
    attribute: { attribute: customKey(id), is: 'known', value: null },
  };
  return { groups: [[conditions[kind]]] };
}

/** Whether a condition speaks of it. */
export function speaksOf({ attribute, value }: Condition, kind: Usable, id: string): boolean {
  if (kind === 'attribute') return attribute === customKey(id);
  return attribute === (kind === 'tag' ? 'tags' : 'organisation') && [value].flat().some((one) => one === id);
}

function isUsedBy({ filter, columns, sort }: Segment, kind: Usable, id: string): boolean {
  const key = kind === 'attribute' ? customKey(id) : null;
  if (key !== null && (columns.includes(key) || sort?.by === key)) return true;
  return filter?.groups.flat().some((condition) => speaksOf(condition, kind, id)) ?? false;
}
