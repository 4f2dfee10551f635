/** A picture of dots: what the browser makes of the SVG, twice as fine as the screen. */
import type { Picture } from './svg';

const SCALE = 2;

/** The bytes of a PNG. Fails where the browser cannot draw the picture. */
export async function pngOf(document: Document, { text, width, height }: Picture): Promise<Uint8Array> {
  const image = new Image();
  // A page may allow no other pictures than those that stand in it.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * SCALE;
  canvas.height = height * SCALE;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('no picture');
  return new Uint8Array(await blob.arrayBuffer());
}
