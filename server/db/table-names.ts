/** better-auth's own tables, in an order in which none speaks of one that comes later. */
export const AUTH_TABLES = [
  'user',
  'session',
  'account',
  'verification',
  'organization',
  'member',
  'invitation',
  'deviceCode',
  'twoFactor',
  'passkey',
  'rateLimit',
] as const;

/** Those of a workspace: each has a `workspace_id` at the head of its key. */
export const WORKSPACE_TABLES = [
  'workspace_sync',
  'sync_client',
  'member_row',
  'contact',
  'sender',
  'record',
  'conflict',
  'history',
  'deletion',
  'version_mark',
  'presence',
  'api_key',
  'api_answer',
  'webhook',
  'delivery',
  'letter',
] as const;

/** Those of no workspace. */
export const SHARED_TABLES = ['set_up_link', 'limit_bucket'] as const;

/** All tables of a server but the list of what has been done to them, which is `migration`. */
export const TABLES: readonly string[] = [...AUTH_TABLES, ...SHARED_TABLES, ...WORKSPACE_TABLES];
