import { lazy, Suspense, useState } from 'react';
import { Camera } from 'lucide-react';
import { Avatar } from '#components/ui/avatar.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { t } from '#lib/i18n/words.ts';
import css from '#components/contact/face.module.css';

const PictureDialog = lazy(() =>
  import('#components/contact/picture-dialog.tsx').then(({ PictureDialog }) => ({ default: PictureDialog })),
);

export type FaceProps = {
  contact: { id: string; name: string; picture?: string | null; channelPicture?: string | null };
  /** The whole contact is there, so that its picture is known and can be changed. */
  isWhole: boolean;
  size?: number;
};

/** A contact's picture: the team's own on top of initials (B30, E28), with a way to change it. */
export function Face({ contact, isWhole, size = 48 }: FaceProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <span className={css.face}>
      <Avatar name={contact.name} seed={contact.id} size={size} picture={contact.picture ?? null} />
      {isWhole && (
        <IconButton
          size="s"
          tone="plain"
          label={t('picture_change')}
          icon={<Camera aria-hidden />}
          className={css.change ?? ''}
          onPress={() => setOpen(true)}
        />
      )}
      {isOpen && (
        <Suspense>
          <PictureDialog contact={contact} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </span>
  );
}
