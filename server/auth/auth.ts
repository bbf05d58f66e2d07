import { betterAuth, type BetterAuthOptions, type BetterAuthPlugin } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { bearer, deviceAuthorization, organization, twoFactor } from 'better-auth/plugins';
import { DEVICE_CLIENT } from '#lib/protocol/session.ts';
import { makeBackupCodes } from '#server/auth/backup-codes.ts';
import { passkeys } from '#server/auth/passkey-rules.ts';
import { PASSWORD_LEAST } from '#server/auth/password.ts';
import { accessControl } from '#server/auth/roles.ts';
import { signDeviceToken } from '#server/auth/sign-device-token.ts';
import type { Database } from '#server/db/open.ts';
import { ADDRESS_HEADER } from '#server/door/address.ts';
import type { Log } from '#server/log.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;

export type AuthSettings = { url: string; secret: string; invitationDays: number };

function optionsOf({ db, type }: Database, settings: AuthSettings, log: Log) {
  return {
    appName: 'Carnet',
    baseURL: settings.url,
    basePath: '/api/auth',
    secret: settings.secret,
    database: { db, type, transaction: true },
    telemetry: { enabled: false },
    // Its messages may name people; that something went wrong is enough.
    logger: { level: 'error', log: (level) => log(level === 'error' ? 'error' : 'info', 'auth', {}) },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: PASSWORD_LEAST,
      maxPasswordLength: 256,
      revokeSessionsOnPasswordReset: true,
    },
    session: {
      expiresIn: 30 * DAY,
      // Also how exactly "last used" is known in the list of devices.
      updateAge: HOUR,
      // How long after signing in a passkey may be added: a stolen session must not make itself at home.
      freshAge: HOUR,
      cookieCache: { enabled: false },
      additionalFields: { client: { type: 'string', required: false, input: false, returned: false } },
    },
    // A copy of the database holds no link nor challenge that could be used.
    verification: { storeIdentifier: 'hashed' },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => ({
            data: context?.path === '/device/token' ? { ...session, client: 'extension' } : session,
          }),
        },
      },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 100,
      customRules: {
        '/device/code': { window: 60, max: 60 },
        // Asked every second by each who signs in: ten at once of one office, which has one address.
        '/device/token': { window: 60, max: 600 },
      },
    },
    advanced: {
      // Of sessions to end and invitations to count, the first hundred would not be enough.
      database: { defaultFindManyLimit: 10_000 },
      cookiePrefix: 'carnet',
      useSecureCookies: settings.url.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    plugins: plugins(settings),
  } satisfies BetterAuthOptions;
}

function plugins(settings: AuthSettings) {
  return [
    organization({
      ...accessControl,
      creatorRole: 'owner',
      allowUserToCreateOrganization: false,
      disableOrganizationDeletion: true,
      membershipLimit: 10_000,
      invitationLimit: 1000,
      invitationExpiresIn: settings.invitationDays * DAY,
      cancelPendingInvitationsOnReInvite: true,
      // The link itself is the proof: nobody's mail server is needed to invite somebody.
      requireEmailVerificationOnInvitation: false,
    }),
    deviceAuthorization({
      expiresIn: '15m',
      // Whoever has just approved looks at a page that waits for it.
      interval: '1s',
      userCodeLength: 8,
      validateClient: (client) => client === DEVICE_CLIENT,
      verificationUri: '/device',
    }),
    passkeys(settings.url),
    twoFactor({ issuer: 'Carnet', backupCodeOptions: { customBackupCodesGenerate: makeBackupCodes } }),
    signDeviceToken(),
    // Last: before others it would hand out tokens that are not good yet (sync.md, section 7, trap 1).
    bearer({ requireSignature: true }),
  ] satisfies [BetterAuthPlugin, ...BetterAuthPlugin[]];
}

/**
 * better-auth over the same database. Of its routes only those of the device flow are reachable from outside
 * (`auth-routes.ts`); the pages call it as functions.
 */
export function createAuth(database: Database, settings: AuthSettings, log: Log) {
  const options = optionsOf(database, settings, log);
  return {
    /** Makes its tables, or brings them up to date. */
    tables: async (): Promise<void> => {
      const { runMigrations } = await getMigrations(options);
      await runMigrations();
    },
    /** Whether some of its tables or columns are not there yet. */
    areTablesMissing: async (): Promise<boolean> => {
      const { toBeCreated, toBeAdded } = await getMigrations(options);
      return toBeCreated.length + toBeAdded.length > 0;
    },
    /** To be called when its tables are there: it looks at them at once. */
    open: () => betterAuth(options),
  };
}

export type Auth = ReturnType<ReturnType<typeof createAuth>['open']>;
