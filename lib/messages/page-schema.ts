import * as z from 'zod/mini';
import { channelSchema } from '#lib/model/channel-schema.ts';
import { recordId } from '#lib/model/record.ts';
import { about, requesters } from '#lib/model/requester-schema.ts';
import { addChoice } from '#lib/messages/book-schema.ts';
import type { Page } from '#lib/messages/page.ts';

const url = z.string().check(z.maxLength(8192));
const identity = z.object({ channel: channelSchema, address: z.string().check(z.maxLength(500)) });
const turn = z.int().check(z.nonnegative());

/** Arguments of everything a content script may ask; its documents are hostile (law 9). */
export const pageArgs = {
  begin: z.tuple([
    z.object({ url, words: z.optional(z.array(z.string().check(z.maxLength(60))).check(z.maxLength(60))) }),
  ]),
  display: z.tuple([]),
  sighted: z.tuple([z.object({ turn, url, requesters, about: z.optional(about) })]),
  reading: z.tuple([turn]),
  left: z.tuple([]),
  add: z.tuple([turn, z.int().check(z.nonnegative()), z.optional(addChoice)]),
  replying: z.tuple([turn]),
  undoAdding: z.tuple([recordId]),
  marks: z.tuple([z.array(identity).check(z.maxLength(200))]),
  frameWord: z.tuple([]),
  openSidebar: z.tuple([]),
  keepSidebar: z.tuple([z.boolean()]),
  openContact: z.tuple([recordId]),
  lost: z.tuple([z.string().check(z.maxLength(64))]),
  lesson: z.tuple([]),
  keepLesson: z.tuple([z.string().check(z.maxLength(40_000))]),
  endLesson: z.tuple([]),
  keepTaught: z.tuple([z.string().check(z.maxLength(40_000)), z.string().check(z.maxLength(200))]),
} as const satisfies Record<keyof Page, z.ZodMiniType<unknown[]>>;
