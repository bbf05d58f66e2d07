/** Says where a request came from to better-auth; whatever a client sends under this name is overwritten. */
export const ADDRESS_HEADER = 'x-carnet-address';

/**
 * The address that rate limits are counted for: the socket's, or, behind a proxy that is trusted to write it, the
 * last hop of X-Forwarded-For. Anything before the last hop is the client's own claim.
 */
export function clientAddress(
  socket: string | undefined,
  forwarded: string | null,
  trustProxy: boolean,
): string {
  const last = trustProxy ? forwarded?.split(',').at(-1)?.trim() : undefined;
  const address = last !== undefined && last !== '' ? last : (socket ?? '');
  return address.replace(/^::ffff:/u, '') || '0.0.0.0';
}
