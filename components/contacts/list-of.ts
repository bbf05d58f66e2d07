import type { Condition } from '#lib/model/filter.ts';
import { hashOf } from './route.ts';

/** The address of the list of whoever one condition holds for. */
export function listOf(condition: Condition): string {
  return hashOf({ view: 'contacts', contact: null, action: null, filter: { groups: [[condition]] } });
}
