import type { Connection } from '#lib/messages/book.ts';

/** The part of the book that is about the team's server, and the workspaces one is a member of. */
export type Joining = {
  connection(): Promise<Connection>;
  /** Begins the device flow with a server and opens its sign-in page. Asking for host permission is the surface's. */
  connect(serverUrl: string): Promise<void>;
  cancelConnecting(): Promise<void>;
  /** Ends the session and wipes every workspace's data here. @throws where unsent changes would be lost, unless `discard` */
  disconnect(options: { discard: boolean }): Promise<void>;
  /** The workspaces to choose among, by name; none while working alone (E3). */
  workspaces(): Promise<WorkspaceView[]>;
  /** Another workspace comes into use on every surface. What waits in the former is sent when it is in use again. */
  switchWorkspace(id: string): Promise<void>;
  /** Wipes the workspace in use from this browser; the next one comes into use, or the session ends. @throws as `disconnect` */
  leaveWorkspace(options: { discard: boolean }): Promise<void>;
  syncNow(): Promise<void>;
  /** Everything of all workspaces that is not on the server yet, in its order, as JSON: what a person keeps before they sign out with `discard`. */
  unsentChanges(): Promise<unknown[]>;
};

/** `unsent`: changes that are not on the server yet. */
export type WorkspaceView = { id: string; name: string; isCurrent: boolean; unsent: number };
