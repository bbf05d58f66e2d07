import { useEffect, useId, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { STAGE, drawn, within, type Crop } from '#components/contact/crop.ts';
import { t } from '#lib/i18n/words.ts';
import css from '#components/contact/picture-dialog.module.css';

export type CropStageProps = { picture: ImageBitmap; crop: Crop; onCrop: (crop: Crop) => void };

const STEP = 8;
const MOVES: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** The square that will be kept: the picture is dragged under it, or moved by the arrow keys, and made larger. */
export function CropStage({ picture, crop, onCrop }: CropStageProps) {
  const how = useId();
  const canvas = useRef<HTMLCanvasElement>(null);
  const from = useRef<{ x: number; y: number } | null>(null);
  const change = (next: Partial<Crop>) => onCrop(within({ ...crop, ...next }, picture));
  useEffect(() => paint(canvas.current, picture, crop), [picture, crop]);
  const move = (event: PointerEvent) => {
    if (!from.current) return;
    change({ x: crop.x + event.clientX - from.current.x, y: crop.y + event.clientY - from.current.y });
    from.current = { x: event.clientX, y: event.clientY };
  };
  const key = (event: KeyboardEvent) => {
    const by = MOVES[event.key];
    const zoom = { '+': 1.1, '=': 1.1, '-': 1 / 1.1 }[event.key];
    if (by) change({ x: crop.x + by[0], y: crop.y + by[1] });
    else if (zoom) change({ zoom: crop.zoom * zoom });
    else return;
    event.preventDefault();
  };
  return (
    <div className={css.crop}>
      <button
        type="button"
        className={css.stage}
        aria-label={t('picture_crop')}
        aria-describedby={how}
        onKeyDown={key}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          from.current = { x: event.clientX, y: event.clientY };
        }}
        onPointerMove={move}
        onPointerUp={() => (from.current = null)}
      >
        <canvas ref={canvas} width={STAGE} height={STAGE} />
      </button>
      <label className={css.zoom}>
        {t('picture_zoom')}
        <input
          type="range"
          min={1}
          max={4}
          step={0.05}
          value={crop.zoom}
          onChange={({ target }) => change({ zoom: Number(target.value) })}
        />
      </label>
      <p id={how} className={css.small}>
        {t('picture_crop_how')}
      </p>
    </div>
  );
}

function paint(canvas: HTMLCanvasElement | null, picture: ImageBitmap, crop: Crop): void {
  const context = canvas?.getContext('2d');
  if (!context) return;
  const { width, height } = drawn(picture, crop.zoom);
  context.clearRect(0, 0, STAGE, STAGE);
  context.drawImage(picture, (STAGE - width) / 2 + crop.x, (STAGE - height) / 2 + crop.y, width, height);
}
