import type { Requester } from '#lib/model/requester.ts';
import { proposedName } from '#lib/model/requester.ts';
import { Avatar } from '#components/ui/avatar.tsx';
import { HeaderFrame } from '#components/contact/contact-header.tsx';
import { ReadLine } from '#components/contact/read-line.tsx';
import { nameOfChannel } from '#components/contact/sender-mark.tsx';
import css from '#components/sidebar/sidebar.module.css';

/** Who the page shows, before or without a contact: the name, the channel, where it was read (R5). */
export function RequesterHeader({ requester, name }: { requester: Requester; name?: string }) {
  const shown = name ?? proposedName(requester);
  const where = [nameOfChannel(requester.channel), requester.integration].filter(Boolean).join(' · ');
  return (
    <HeaderFrame face={<Avatar name={shown} seed="" size={48} isUnknown />}>
      <h2 className={css.name} dir="auto">
        {shown || '?'}
      </h2>
      <p className={css.meta}>{where}</p>
      <p className={css.meta}>
        <ReadLine requester={requester} />
      </p>
    </HeaderFrame>
  );
}
