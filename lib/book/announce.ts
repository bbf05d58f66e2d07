import type { Requester } from '#lib/model/requester.ts';
import type { Context } from './context.ts';
import { identifyRequester } from './identify.ts';
import type { Session } from './session.ts';

/** Milliseconds that one word lasts. A surface says it anew while it lasts, so that it ends with the surface. */
const LASTS = 12_000;

/** Tells colleagues that the agent is about to add this requester (R12). Alone, or without a live line, nobody hears it. */
export async function announce(session: Session, context: Context, from: Requester): Promise<void> {
  const of = await presenceOf(session, context, from);
  if (of) session.presence?.announce(of, AbortSignal.timeout(LASTS));
}

/** The colleague who is adding this requester at the moment; null where nobody is. */
export async function addedBy(session: Session, context: Context, from: Requester): Promise<string | null> {
  const of = session.presence && (await presenceOf(session, context, from));
  return of ? (session.presence?.adding(of) ?? null) : null;
}

async function presenceOf({ membership }: Session, context: Context, from: Requester) {
  const one = identifyRequester(from, await context.teamCountry());
  return membership && 'id' in one ? { workspace: membership.workspace.id, ...one.id } : null;
}
