import type { PresenceMessage } from '#server/live/presence.ts';

type Listener = {
  poke: (workspace: string, version: number) => void;
  /** A colleague begins or ends to add somebody; `userId` is theirs, who need not be told. */
  presence: (message: PresenceMessage, userId: string) => void;
  recheck: () => void;
};

/**
 * Who in this process waits for news of which workspace. It only hurries: a replica that misses a poke learns the
 * same by its next pull.
 */
export class Pokes {
  readonly #listeners = new Map<string, Set<Listener>>();
  /** The version that whoever listens has been told, or had when they came. */
  readonly #versions = new Map<string, number>();

  /** @returns a function that ends it */
  listen(workspaces: readonly string[], listener: Listener): () => void {
    for (const workspace of workspaces) {
      const all = this.#listeners.get(workspace) ?? new Set();
      this.#listeners.set(workspace, all.add(listener));
    }
    return () => {
      for (const workspace of workspaces) this.#forget(workspace, listener);
    };
  }

  #forget(workspace: string, listener: Listener): void {
    const all = this.#listeners.get(workspace);
    all?.delete(listener);
    if (all?.size !== 0) return;
    this.#listeners.delete(workspace);
    this.#versions.delete(workspace);
  }

  /** Notes the version at which somebody comes, where none is known. @returns the one that is known now */
  note(workspace: string, version: number): number {
    const known = this.#versions.get(workspace) ?? version;
    if (this.#listeners.has(workspace)) this.#versions.set(workspace, known);
    return known;
  }

  /** Says that a workspace is at a new version, once for each. */
  poke(workspace: string, version: number): void {
    if (version <= (this.#versions.get(workspace) ?? -1)) return;
    if (this.#listeners.has(workspace)) this.#versions.set(workspace, version);
    for (const { poke } of this.#listeners.get(workspace) ?? []) poke(workspace, version);
  }

  /** Says that somebody is adding a requester, or no more. */
  tell(workspace: string, message: PresenceMessage, userId: string): void {
    for (const { presence } of this.#listeners.get(workspace) ?? []) presence(message, userId);
  }

  /** The workspaces that somebody in this process listens to. */
  workspaces(): string[] {
    return [...this.#listeners.keys()];
  }

  /** Says that its members or their roles have changed: whoever listens is asked again whether they may. */
  recheck(workspace: string): void {
    for (const { recheck } of this.#listeners.get(workspace) ?? []) recheck();
  }
}
