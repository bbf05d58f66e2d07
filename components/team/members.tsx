import { useId } from 'react';
import { Avatar } from '#components/ui/avatar.tsx';
import { listOf } from '#components/contacts/list-of.ts';
import { useValueCounts } from '#components/use-attributes.ts';
import { useMembers } from '#components/use-members.ts';
import { plural, t } from '#lib/i18n/words.ts';
import type { Member } from '#lib/messages/definitions.ts';
import { ROLES } from './role-words.ts';
import css from '#components/contacts/definitions.module.css';

/** Who works in the workspace, as what, and how many contacts are assigned to each; the list of those is a click away. */
export function Members() {
  const title = useId();
  const { data: members = [] } = useMembers();
  const { data: counts } = useValueCounts('assignee');
  if (members.length === 0) return null;
  return (
    <section aria-labelledby={title} className={css.part}>
      <h2 id={title} className={css.partTitle}>
        {t('members_title')}
      </h2>
      <ul className={css.items}>
        {members.map((member) => (
          <Item key={member.id} member={member} assigned={counts?.[member.id] ?? 0} />
        ))}
      </ul>
    </section>
  );
}

function Item({ member, assigned }: { member: Member; assigned: number }) {
  const { id, name, email, role, isSelf } = member;
  return (
    <li className={css.item}>
      <Avatar name={name} seed={id} size={30} />
      <span className={css.words}>
        <span className={css.name} dir="auto">
          {name}
        </span>
        <span className={css.kind}>
          <span>{[isSelf && t('team_you'), t(ROLES[role])].filter(Boolean).join(' · ')}</span>
          <span>{email}</span>
        </span>
      </span>
      {assigned > 0 && (
        <a className={css.people} href={listOf({ attribute: 'assignee', is: 'is', value: id })}>
          {plural('members_assigned', assigned)}
        </a>
      )}
    </li>
  );
}
