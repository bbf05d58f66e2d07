import { browser, type Browser } from 'wxt/browser';
import { bookCaller, type BookCaller, type MessageSender, type Surface } from '#lib/messages/caller.ts';
import { SURFACE_PORT, type BookEvent } from '#lib/messages/events.ts';

/** The surfaces that are open now, as the background sees them. */
export type Surfaces = {
  /** How many are open, of one kind or of all. */
  count(kind?: Surface): number;
  tell(event: BookEvent): void;
};

export type SurfacesDoor = {
  /** Whether a sidebar document has shown its one-time word; a line of any other is cut. */
  granted(sender: MessageSender): boolean | Promise<boolean>;
  /** Told whenever one opens or closes, with how many are open: the live socket is held while there is one. */
  changed(count: number): void;
};

/** Takes the lines of surfaces from now on (`holdSurface`). Call it in the worker's first turn. */
export function receiveSurfaces(door: SurfacesDoor): Surfaces {
  const open = new Map<Browser.runtime.Port, Surface>();
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== SURFACE_PORT) return;
    const caller = port.sender ? bookCaller(port.sender) : null;
    if (!caller) return port.disconnect();
    let closed = false;
    port.onDisconnect.addListener(() => {
      closed = true;
      if (open.delete(port)) door.changed(open.size);
    });
    void mayHear(caller, door).then((may) => {
      if (!may) return port.disconnect();
      if (closed) return undefined;
      open.set(port, caller.surface);
      return door.changed(open.size);
    });
  });
  return {
    count: (kind) => (kind ? [...open.values()].filter((surface) => surface === kind).length : open.size),
    tell: (event) => {
      for (const port of open.keys()) post(port, event);
    },
  };
}

async function mayHear({ surface, sender }: BookCaller, door: SurfacesDoor): Promise<boolean> {
  return surface !== 'sidebar' || (await door.granted(sender));
}

function post(port: Browser.runtime.Port, event: BookEvent): void {
  try {
    port.postMessage(event);
  } catch {
    // the surface is just closing: it needs no news
  }
}
