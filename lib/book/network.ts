import { wallClock, type Clock } from '#lib/sync/retry.ts';

/** What reaches the server, and time; handed in, so that tests choose them. */
export type Network = {
  fetch: typeof fetch;
  WebSocket: typeof WebSocket;
  clock: Clock;
  random: () => number;
};

export const browserNetwork = (): Network => ({
  fetch: (...args) => fetch(...args),
  WebSocket,
  clock: wallClock,
  random: Math.random,
});
