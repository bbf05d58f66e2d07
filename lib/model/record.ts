import { z } from 'zod';

/**
 * A kind of record beside contacts and senders. All are carried alike, also those a newer version adds; only rules
 * that bind a team (unique names, roles) are the server's to know.
 */
export const recordKind = z.string().regex(/^[a-z][a-z-]{0,31}$/);
