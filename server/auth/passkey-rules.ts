import { isIP } from 'node:net';
import { passkey } from '@better-auth/passkey';
import { APIError } from 'better-auth/api';

/**
 * Under which name passkeys are made and asked for. WebAuthn binds them to a name and takes no addresses in numbers
 * (Web Authentication, 5.1.2: the effective domain must be a domain), so a server at 127.0.0.1 has them as `localhost`.
 */
export function passkeyOrigin(url: string): URL {
  const origin = new URL(url);
  if (isIP(origin.hostname.replace(/^\[|\]$/gu, '')) !== 0) origin.hostname = 'localhost';
  return origin;
}

/**
 * A passkey stands for password and second factor together: so it counts only where the device has checked its
 * person, by finger, face or PIN.
 */
export function passkeys(url: string) {
  const { hostname, origin } = passkeyOrigin(url);
  return passkey({
    rpName: 'Carnet',
    rpID: hostname,
    origin,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: {
      afterVerification: ({ verification }) =>
        mustBeVerified(verification.registrationInfo?.userVerified === true),
    },
    authentication: {
      afterVerification: ({ verification }) => mustBeVerified(verification.authenticationInfo.userVerified),
    },
  });
}

function mustBeVerified(verified: boolean): void {
  if (!verified) throw new APIError('UNAUTHORIZED', { message: 'The device did not check its person.' });
}
