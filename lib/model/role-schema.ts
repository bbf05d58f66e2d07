import * as z from 'zod/mini';

/** A member's role in a workspace (X14). A restricted manager may not delete contacts nor administer (Z). */
export const role = z.enum(['owner', 'manager', 'restricted-manager', 'agent']);
