/** Characters a picture's address may have: what the book takes (`putPicture`). */
export const PICTURE_LIMIT = 20_000;
/** Pixels of the picture that is kept, and of the square it is cropped in. */
export const SIDE = 256;
export const STAGE = 240;

/** Which part of a picture is shown: `zoom` 1 fills the square with its shorter side; `x`, `y` move it, in stage pixels. */
export type Crop = { zoom: number; x: number; y: number };
export type Size = { width: number; height: number };

export const WHOLE: Crop = { zoom: 1, x: 0, y: 0 };
const MOST = 4;

/** A crop that leaves no edge of the square empty. */
export function within({ zoom, x, y }: Crop, size: Size): Crop {
  const held = Math.min(Math.max(zoom, 1), MOST);
  const { width, height } = drawn(size, held);
  const reach = (length: number, at: number) => {
    const most = (length - STAGE) / 2;
    return Math.min(Math.max(at, -most), most);
  };
  return { zoom: held, x: reach(width, x), y: reach(height, y) };
}

/** How large a picture is drawn on the stage. */
export function drawn({ width, height }: Size, zoom: number): Size {
  const scale = (STAGE / Math.min(width, height)) * zoom;
  return { width: width * scale, height: height * scale };
}

/** Reads a file as a picture. @throws where it is none */
export async function readPicture(file: Blob): Promise<ImageBitmap> {
  if (file.size > 30_000_000) throw new Error('too large to be read');
  return createImageBitmap(file);
}

/**
 * Cuts the square out and writes it small enough to be kept; quality gives way before size.
 * @returns a `data:` address; null where it cannot be made small enough
 */
export function cut(picture: ImageBitmap, crop: Crop): string | null {
  for (const side of [SIDE, 192, 128]) {
    const canvas = draw(picture, crop, side);
    for (const quality of [0.85, 0.7, 0.55, 0.4]) {
      const data = written(canvas, quality);
      if (data.length <= PICTURE_LIMIT) return data;
    }
  }
  return null;
}

/** Firefox before 96 and Safari write no WebP and give a PNG instead; JPEG is everywhere. */
function written(canvas: HTMLCanvasElement, quality: number): string {
  const webp = canvas.toDataURL('image/webp', quality);
  return webp.startsWith('data:image/webp') ? webp : canvas.toDataURL('image/jpeg', quality);
}

function draw(picture: ImageBitmap, crop: Crop, side: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const scale = side / STAGE;
  const { width, height } = drawn(picture, crop.zoom);
  const at = (length: number, moved: number) => ((STAGE - length) / 2 + moved) * scale;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, side, side);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, at(width, crop.x), at(height, crop.y), width * scale, height * scale);
  return canvas;
}
