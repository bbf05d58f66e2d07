import { awaitApproval, beginSignIn, type PendingSignIn } from '#lib/sync/device-flow.ts';
import type { Network } from './network.ts';
import { refuse } from './problems.ts';
import { apiOf } from './session.ts';
import type { Membership, Shelf } from './shelf.ts';
import { refreshed, workspaceOf } from './workspaces.ts';

/** Milliseconds a person is let wait for an address that may be nobody's; a sync may wait longer. */
const PATIENCE = 10_000;

/** Asks what answers at an address, and begins the device flow with it. @throws SyncError */
export async function startSignIn(
  network: Network,
  serverUrl: string,
  signal: AbortSignal,
): Promise<PendingSignIn> {
  const api = apiOf(serverUrl, { network, token: async () => null, timeout: PATIENCE });
  await api.server(signal);
  return beginSignIn(api, network.clock, signal);
}

/**
 * Waits for the approval on the server's page, keeps the token, and asks who it belongs to.
 * @param was the membership that is being renewed: the same person and team, or nothing
 * @throws SyncError; not_a_member
 */
export async function finishSignIn(
  network: Network,
  shelf: Shelf,
  { serverUrl, pending, was }: { serverUrl: string; pending: PendingSignIn; was: Membership | null },
  signal: AbortSignal,
): Promise<Membership> {
  const { clock, fetch } = network;
  const door = { url: serverUrl, token: async () => null, fetch, clock };
  const token = await awaitApproval(door, pending, clock, signal);
  const api = apiOf(serverUrl, { network, token: async () => token });
  const { user, workspaces } = await api.session(signal);
  const [first] = workspaces;
  const isSame = !was || (was.user.id === user.id && workspaces.some(({ id }) => id === was.workspace.id));
  if (!first || !isSame) {
    await api.signOut(signal).catch(() => {});
    return refuse('not_a_member');
  }
  await shelf.keepToken(token);
  const workspace = { ...workspaceOf(first), adopting: true };
  return refreshed(was ?? { serverUrl, user, workspace, others: [] }, workspaces);
}
