import { customId } from '#lib/model/attribute.ts';
import { customProblem } from '#lib/model/custom-value.ts';
import type { FieldSet } from '#lib/model/field.ts';
import { customShapes } from './attributes.ts';
import { refuse } from './problems.ts';
import type { Replica } from './replica.ts';

/**
 * That values of the team's own attributes are such that these take (G16); taking one away always is. @throws
 * definition_gone for an attribute that was deleted meanwhile, not_a_number, not_an_option ...
 */
export async function mustFit(replica: Replica, set: FieldSet): Promise<void> {
  const given = Object.entries(set).flatMap(([key, field]) =>
    field !== null && customId(key) !== null ? [{ key, value: field.value }] : [],
  );
  if (given.length === 0) return;
  const shapes = await customShapes(replica);
  for (const { key, value } of given) {
    const shape = shapes.get(key) ?? refuse('definition_gone');
    const problem = customProblem(shape, value);
    if (problem) refuse(problem, { value: String(value).slice(0, 200) });
  }
}
