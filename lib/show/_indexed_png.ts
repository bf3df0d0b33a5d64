/**
 * Small PNG files of drawings, which have few colours.
 *
 * @module
 */
import { encode } from "fast-png";

/** Pixels, four bytes each, row by row from the top. */
interface Image {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

const mostColours = 256;

/**
 * Encodes an image with one byte for each pixel. The shades at the edges of
 * lines and letters are brought to so few levels that 256 colours do.
 *
 * @returns The PNG; nothing if that would look different
 */
export function indexedPng(image: Image): Uint8Array | undefined {
  for (const levels of [255, 51, 15, 5]) {
    const found = paletteOf(image, 255 / levels);
    if (!found) continue;
    const { palette, data } = found;
    const { width, height } = image;

    return encode(
      { width, height, data, channels: 1, depth: 8, palette },
      { zlib: { level: 6 } },
    );
  }
}

function paletteOf(
  { pixels }: Image,
  step: number,
): { palette: number[][]; data: Uint8Array } | undefined {
  const levels = Uint8Array.from(
    { length: 256 },
    (_, level) => step * Math.round(level / step),
  );
  const palette: number[][] = [];
  const indices = new Map<number, number>();
  const data = new Uint8Array(pixels.length / 4);
  for (let i = 0; i < data.length; i++) {
    const r = levels[pixels[4 * i]!]!;
    const g = levels[pixels[4 * i + 1]!]!;
    const b = levels[pixels[4 * i + 2]!]!;
    const key = r << 16 | g << 8 | b;
    let index = indices.get(key);
    if (index === undefined) {
      if (palette.length === mostColours) return undefined;
      index = palette.push([r, g, b]) - 1;
      indices.set(key, index);
    }
    data[i] = index;
  }
  return { palette, data };
}
