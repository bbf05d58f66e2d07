import { createAccessControl } from 'better-auth/plugins/access';
import { may, type Role } from '#lib/model/role.ts';
import { role } from '#lib/model/role-schema.ts';

const access = createAccessControl({
  organization: ['update', 'delete'],
  member: ['create', 'update', 'delete'],
  invitation: ['create', 'cancel'],
});

/** What better-auth lets a role do, worked out from the one table of roles (features.md, section Z). */
function allowed(who: Role) {
  return access.newRole({
    organization: who === 'owner' ? ['update', 'delete'] : may(who, 'administer') ? ['update'] : [],
    member: may(who, 'administer') ? ['create', 'update', 'delete'] : [],
    invitation: may(who, 'invite') ? ['create', 'cancel'] : [],
  });
}

export const accessControl = {
  ac: access,
  roles: Object.fromEntries(role.options.map((who) => [who, allowed(who)])),
};
