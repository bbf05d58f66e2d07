import * as z from 'zod/mini';
import { operators, type Condition, type Filter, type Operator } from '#lib/model/filter.ts';

/** Limits of what one filter may ask: wide for people, narrow for what comes from elsewhere (a segment, a link). */
const MOST_GROUPS = 20;
const MOST_CONDITIONS = 30;
const MOST_TEXTS = 500;
const text = z.string().check(z.maxLength(400));

const condition: z.ZodMiniType<Condition> = z.object({
  attribute: z.string().check(z.minLength(1), z.maxLength(100)),
  is: z.enum(operators as [Operator, ...Operator[]]),
  value: z.union([
    text,
    z.number(),
    z.tuple([z.number(), z.number()]),
    z.array(text).check(z.maxLength(MOST_TEXTS)),
    z.null(),
  ]),
});

/** A filter as a segment keeps it and a surface sends it (E10 to E17, E23). */
export const filterSchema: z.ZodMiniType<Filter> = z.object({
  groups: z.array(z.array(condition).check(z.maxLength(MOST_CONDITIONS))).check(z.maxLength(MOST_GROUPS)),
});
