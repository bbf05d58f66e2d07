import { role } from '#lib/model/role-schema.ts';
import { awaitApproval, beginSignIn, type PendingSignIn } from '#lib/sync/device-flow.ts';
import type { Network } from './network.ts';
import { refuse } from './problems.ts';
import { apiOf } from './session.ts';
import type { Membership, Shelf } from './shelf.ts';

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
  const workspace = was ? workspaces.find(({ id }) => id === was.workspace.id) : workspaces[0];
  if (!workspace || (was && was.user.id !== user.id)) {
    await api.signOut(signal).catch(() => {});
    return refuse('not_a_member');
  }
  await shelf.keepToken(token);
  return {
    serverUrl,
    user,
    // A role that this version does not know may do what everybody may.
    workspace: { ...workspace, role: role.catch('agent').parse(workspace.role) },
    adopting: was?.adopting ?? true,
  };
}
