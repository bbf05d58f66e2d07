import { fakeBrowser } from '../fake-browser.ts';
import { OWN, type From } from './callers.ts';

type Listener = (value: never) => void;

/** Listeners as the browser's events have them. */
class Event {
  readonly #listeners = new Set<Listener>();
  readonly addListener = (listener: Listener): void => void this.#listeners.add(listener);
  fire(value: unknown): void {
    for (const listener of this.#listeners) listener(value as never);
  }
}

/**
 * One end of a line between two documents, after the browser's rules: what is posted arrives later and as JSON, an end
 * that closes tells the other one and not itself, and nothing can be posted into a closed one.
 */
export class Port {
  readonly onMessage = new Event();
  readonly onDisconnect = new Event();
  readonly name: string;
  readonly sender: unknown;
  isOpen = true;
  other: Port | null = null;

  constructor(name: string, sender?: unknown) {
    this.name = name;
    this.sender = sender;
  }

  readonly postMessage = (message: unknown): void => {
    if (!this.isOpen) throw new Error('Attempting to use a disconnected port object');
    const { other } = this;
    const carried: unknown = JSON.parse(JSON.stringify(message));
    setTimeout(() => other?.isOpen && other.onMessage.fire(carried));
  };

  readonly disconnect = (): void => {
    if (!this.isOpen) return;
    const { other } = this;
    this.isOpen = false;
    setTimeout(() => {
      if (!other?.isOpen) return;
      other.isOpen = false;
      other.onDisconnect.fire(other);
    });
  };
}

/** A browser whose background can be called up by `connect`, once somebody listens there. */
export class Lines {
  readonly held: Port[] = [];
  #onConnect = new Event();

  constructor() {
    Object.assign(fakeBrowser.runtime, {
      onConnect: { addListener: (listener: Listener) => this.#onConnect.addListener(listener) },
    });
  }

  /** Whoever calls `connect` from now on is this document. */
  callFrom({ url, tabId, frameId, id = fakeBrowser.runtime.id }: From): void {
    const sender = { id, url, frameId, ...(tabId === undefined ? {} : { tab: { id: tabId } }) };
    Object.assign(fakeBrowser.runtime, {
      connect: ({ name }: { name: string }) => this.#connect(name, sender),
    });
  }

  /** The background dies: its listeners are gone, and every line it held is cut. */
  die(): void {
    this.#onConnect = new Event();
    for (const port of this.held.splice(0)) port.disconnect();
  }

  /** The extension was reloaded: nobody can be called up any more. */
  reload(): void {
    this.die();
    const connect = () => {
      throw new Error('Extension context invalidated.');
    };
    Object.assign(fakeBrowser.runtime, { connect });
  }

  #connect(name: string, sender: unknown): Port {
    const [here, there] = [new Port(name), new Port(name, sender)];
    here.other = there;
    there.other = here;
    this.held.push(there);
    setTimeout(() => this.#onConnect.fire(there));
    return here;
  }
}

export const POPUP_OF_ANOTHER: From = { url: `${OWN}/popup.html`, id: 'another' };
