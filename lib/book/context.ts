/** What the book takes from outside, so that its rules are functions of what they are given. */
export type Context = {
  /** Now by this device's clock: ISO 8601, UTC. Shown until the server has stamped a change. */
  now(): string;
  newId(): string;
  /** The country that a page's national phone number is read for when nothing better is known (R4). */
  teamCountry(): Promise<string | null>;
};

export const deviceContext = (teamCountry: () => Promise<string | null>): Context => ({
  now: () => new Date().toISOString(),
  newId: () => crypto.randomUUID(),
  teamCountry,
});
