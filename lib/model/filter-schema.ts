import { z } from 'zod';
import { operators, type Condition, type Filter, type Operator } from '#lib/model/filter.ts';

/** Limits of what one filter may ask: wide for people, narrow for what comes from elsewhere (a segment, a link). */
const MOST_GROUPS = 20;
const MOST_CONDITIONS = 30;
const MOST_TEXTS = 500;
const text = z.string().max(400);

const condition: z.ZodType<Condition> = z.object({
  attribute: z.string().min(1).max(100),
  is: z.enum(operators as [Operator, ...Operator[]]),
  value: z.union([
    text,
    z.number(),
    z.tuple([z.number(), z.number()]),
    z.array(text).max(MOST_TEXTS),
    z.null(),
  ]),
});

/** A filter as a segment keeps it and a surface sends it (E10 to E17, E23). */
export const filterSchema: z.ZodType<Filter> = z.object({
  groups: z.array(z.array(condition).max(MOST_CONDITIONS)).max(MOST_GROUPS),
});
