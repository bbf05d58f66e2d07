import type { Problem } from '#lib/messages/problem.ts';
import type { Role } from '#lib/model/role.ts';
import type { PendingSignIn } from '#lib/sync/device-flow.ts';

/** `adopting`: what was made while working alone has still to be taken over into it (law 11). */
export type TeamWorkspace = { id: string; name: string; role: Role; adopting: boolean };

/** A team this device is a member of: who, and in which of their workspaces (E3). */
export type Membership = {
  serverUrl: string;
  user: { id: string; name: string; email: string };
  /** The one in use. */
  workspace: TeamWorkspace;
  others: readonly TeamWorkspace[];
};

/**
 * Where the connection to a team has got to: all that a worker needs to go on where the last one died. `was`: the team
 * that is being signed in to again, whose contacts stay in sight meanwhile.
 */
export type SavedConnection =
  | { state: 'alone' }
  | { state: 'connecting'; serverUrl: string; pending: PendingSignIn; was: Membership | null }
  | { state: 'failed'; serverUrl: string; problem: Problem; was: Membership | null }
  | { state: 'connected'; membership: Membership };

/**
 * Where connection and token are kept: extension storage that content scripts cannot read (`setAccessLevel` with
 * TRUSTED_CONTEXTS). The token is apart, so that it is never read but to be sent.
 */
export type Shelf = {
  read(): Promise<SavedConnection>;
  write(saved: SavedConnection): Promise<void>;
  token(): Promise<string | null>;
  keepToken(token: string | null): Promise<void>;
};

/** The team whose contacts are shown in this state; null while working alone. */
export function membershipIn(saved: SavedConnection): Membership | null {
  if (saved.state === 'connected') return saved.membership;
  return saved.state === 'alone' ? null : saved.was;
}
