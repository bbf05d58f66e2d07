import { useEffect, useRef, useState } from 'react';
import { ImageUp, Trash2 } from 'lucide-react';
import { Avatar } from '#components/ui/avatar.tsx';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useFileDrop } from '#components/ui/use-file-drop.ts';
import { problemText } from '#components/problem-text.ts';
import { CropStage } from '#components/contact/crop-stage.tsx';
import { cut, readPicture, WHOLE, type Crop } from '#components/contact/crop.ts';
import { useWrite } from '#components/use-book.ts';
import { t } from '#lib/i18n/words.ts';
import css from '#components/contact/picture-dialog.module.css';

export type PictureDialogProps = {
  contact: { id: string; name: string; picture?: string | null; channelPicture?: string | null };
  onClose: () => void;
};

/** Gives a contact a picture of the team's own: dropped, pasted or chosen, cropped, kept small; or takes it away (X8). */
export function PictureDialog({ contact, onClose }: PictureDialogProps) {
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const [crop, setCrop] = useState<Crop>(WHOLE);
  const [wrong, setWrong] = useState('');
  const put = useWrite((book, data: string | null) => book.putPicture(contact.id, data));
  const take = async (file: Blob) => {
    const read = await readPicture(file).catch(() => null);
    setWrong(read ? '' : t('picture_wrong'));
    setCrop(WHOLE);
    if (read) setPicture(read);
  };
  usePasted((file) => void take(file));
  const isOwn = Boolean(contact.picture) && contact.picture !== contact.channelPicture;
  const save = () => {
    const data = picture && cut(picture, crop);
    if (data === null) setWrong(t('picture_wrong'));
    else put.mutate(data, { onSuccess: onClose });
  };
  return (
    <Dialog
      title={t('picture_title', contact.name)}
      isOpen
      onClose={onClose}
      size="s"
      actions={
        <>
          {isOwn && !picture && (
            <Button
              icon={<Trash2 aria-hidden />}
              isBusy={put.isPending}
              onPress={() => put.mutate(null, { onSuccess: onClose })}
            >
              {t(contact.channelPicture ? 'picture_reset' : 'picture_remove')}
            </Button>
          )}
          <Button onPress={onClose}>{t('ui_cancel')}</Button>
          <Button variant="primary" isDisabled={!picture} isBusy={put.isPending} onPress={save}>
            {t('picture_save')}
          </Button>
        </>
      }
    >
      {picture ? (
        <CropStage picture={picture} crop={crop} onCrop={setCrop} />
      ) : (
        <div className={css.now}>
          <Avatar name={contact.name} seed={contact.id} size={96} picture={contact.picture ?? null} />
        </div>
      )}
      <Drop onFile={(file) => void take(file)} hasPicture={picture !== null} />
      <p role="alert" className={css.wrong}>
        {wrong || problemText(put.error)}
      </p>
    </Dialog>
  );
}

/** Where a file is dropped, or chosen by the button in it. */
function Drop({ onFile, hasPicture }: { onFile: (file: Blob) => void; hasPicture: boolean }) {
  const drop = useFileDrop(([file]) => file && onFile(file));
  return (
    <div className={css.drop} data-over={drop.isOver} {...drop.area}>
      <p>{t('picture_drop')}</p>
      <Button icon={<ImageUp aria-hidden />} onPress={drop.choose}>
        {t(hasPicture ? 'picture_other' : 'picture_file')}
      </Button>
      <input {...drop.field} accept="image/*" aria-label={t('picture_file')} />
      <p className={css.small}>{t('picture_kept_small')}</p>
    </div>
  );
}

/** A picture that is pasted while the dialog is open. */
function usePasted(onFile: (file: Blob) => void): void {
  const latest = useRef(onFile);
  useEffect(() => {
    latest.current = onFile;
  });
  useEffect(() => {
    const end = new AbortController();
    const paste = ({ clipboardData }: ClipboardEvent) => {
      const file = [...(clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'));
      if (file) latest.current(file);
    };
    document.addEventListener('paste', paste, { signal: end.signal });
    return () => end.abort();
  }, []);
}
